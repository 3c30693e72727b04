package org.statescope.analysis.gramian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Factors;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.SingularValues;

/// Gramians of a system that changes with every step: h_t = A_t h_{t−1} + B_t u_t, y_t = C_t h_t,
/// which a selective state-space model is along a text.
///
/// - Formula: W_c(t) = A_t W_c(t−1) A_tᵀ + B_t B_tᵀ from W_c(−1) = 0: what the inputs up to t can
///   reach. W_o(t) = C_tᵀ C_t + A_{t+1}ᵀ W_o(t+1) A_{t+1}, with 0 after the last step: what the
///   outputs from t on show. Hankel singular values at t: √λᵢ(W_c(t) W_o(t)).
/// - Shapes: every A n×n, B n×m, C p×n; a reading for each of the T steps.
/// - Modified: nothing.
/// - Edge cases: before n steps (or within the last n) a Gramian of one input (or output) has not
///   full rank: eigenvalues of about 0, and a condition without meaning.
/// - Tolerance: the Gramians are kept as factors that are only multiplied and put side by side, so
///   no eigenvalue is negative and each keeps an error of about T·n·2⁻⁵² of the largest singular
///   value of its factor.
/// - Algorithm: a QR decomposition of [A_t L, B_t] at each step; square-root method for the Hankel
///   values.
/// - Cost: about 20 n³ operations and 16 n² bytes a step.
/// - Not for: constant systems, see [FiniteHorizonGramians].
public final class TimeVaryingGramians {
  private TimeVaryingGramians() {}

  /// The system at one step.
  ///
  /// @param a A_t, from the state before to the state after
  /// @param b B_t
  /// @param c C_t
  public record Step(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    public Step {
      Shapes.requireSquare("A", a);
      Shapes.requireShape("B", b, a.numRows, b.numCols);
      Shapes.requireShape("C", c, c.numRows, a.numRows);
      Shapes.requireFinite("A", a);
      Shapes.requireFinite("B", b);
      Shapes.requireFinite("C", c);
    }
  }

  /// What holds at one step.
  ///
  /// @param controllability eigenvalues of W_c(t), falling (n)
  /// @param observability eigenvalues of W_o(t), falling (n)
  /// @param hankel Hankel singular values, falling (n)
  public record Reading(double[] controllability, double[] observability, double[] hankel) {
    /// λ₁/λₙ of W_c(t); infinite where λₙ is 0.
    public double controllabilityCondition() {
      return condition(controllability);
    }

    /// λ₁/λₙ of W_o(t); infinite where λₙ is 0.
    public double observabilityCondition() {
      return condition(observability);
    }

    private static double condition(double[] eigenvalues) {
      double smallest = eigenvalues[eigenvalues.length - 1];
      return smallest == 0 ? Double.POSITIVE_INFINITY : eigenvalues[0] / smallest;
    }
  }

  /// The readings along a sequence of steps.
  ///
  /// @throws ArithmeticException in a sentence if an unstable sequence leaves the numbers' range
  public static List<Reading> along(List<Step> steps) {
    int last = steps.size() - 1;
    DMatrixRMaj[] controllability = new DMatrixRMaj[steps.size()];
    DMatrixRMaj[] observability = new DMatrixRMaj[steps.size()];
    for (int t = 0; t <= last; t++) {
      Step step = steps.get(t);
      controllability[t] =
          t == 0 ? step.b() : joined(Products.times(step.a(), controllability[t - 1]), step.b(), t);
    }
    for (int t = last; t >= 0; t--) {
      DMatrixRMaj own = Products.transpose(steps.get(t).c());
      observability[t] =
          t == last
              ? own
              : joined(
                  Products.times(Products.transpose(steps.get(t + 1).a()), observability[t + 1]),
                  own,
                  t);
    }
    List<Reading> readings = new ArrayList<>(steps.size());
    for (int t = 0; t <= last; t++) {
      readings.add(reading(controllability[t], observability[t]));
    }
    return readings;
  }

  private static DMatrixRMaj joined(DMatrixRMaj carried, DMatrixRMaj own, int t) {
    DMatrixRMaj factor = Factors.compress(Factors.beside(carried, own));
    for (double value : factor.data) {
      if (!Double.isFinite(value)) {
        throw new ArithmeticException(
            "The Gramian at step "
                + t
                + " is beyond the range of doubles: the sequence is unstable");
      }
    }
    return factor;
  }

  private static Reading reading(DMatrixRMaj controllability, DMatrixRMaj observability) {
    int n = controllability.numRows;
    DMatrixRMaj product = Products.times(Products.transpose(observability), controllability);
    return new Reading(
        squares(SingularValues.of(controllability), n),
        squares(SingularValues.of(observability), n),
        Arrays.copyOf(SingularValues.of(product), n));
  }

  private static double[] squares(double[] values, int n) {
    double[] squares = new double[n];
    for (int i = 0; i < Math.min(n, values.length); i++) {
      squares[i] = values[i] * values[i];
    }
    return squares;
  }
}
