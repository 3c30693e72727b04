package org.statescope.analysis.report;

import java.util.function.Supplier;
import org.statescope.analysis.structure.KalmanMatrix;

/// Kalman's matrix, or why it cannot be written down.
public sealed interface KalmanRank {

  /// The matrix with its singular values.
  record Computed(KalmanMatrix kalman) implements KalmanRank {}

  /// A power of A is beyond double precision.
  ///
  /// @param reason a sentence
  record Overflow(String reason) implements KalmanRank {}

  /// The matrix, or the sentence with which it was refused.
  static KalmanRank of(Supplier<KalmanMatrix> kalman) {
    try {
      return new Computed(kalman.get());
    } catch (ArithmeticException e) {
      return new Overflow(String.valueOf(e.getMessage()));
    }
  }
}
