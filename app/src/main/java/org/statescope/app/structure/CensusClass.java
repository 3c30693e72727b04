package org.statescope.app.structure;

import java.util.Locale;
import org.statescope.analysis.network.Answer;

/// What may be wrong with a system.
enum CensusClass {
  UNSTABLE,
  UNCONTROLLABLE,
  CONTROL_UNDECIDED,
  UNOBSERVABLE,
  OBSERVE_UNDECIDED,
  NEAR_CANCELLED;

  /// Whether a system belongs to the class.
  ///
  /// @param tolerance the share of the largest Hankel singular value below which a state counts as
  ///   near-cancelled
  boolean has(SystemCensus system, double tolerance) {
    return switch (this) {
      case UNSTABLE -> !system.isStable();
      case UNCONTROLLABLE -> system.controllable() == Answer.NO;
      case CONTROL_UNDECIDED -> system.controllable() == Answer.UNDECIDABLE;
      case UNOBSERVABLE -> system.observable() == Answer.NO;
      case OBSERVE_UNDECIDED -> system.observable() == Answer.UNDECIDABLE;
      case NEAR_CANCELLED -> system.negligibleStates(tolerance) > 0;
    };
  }

  /// The name in texts.
  String key() {
    return "structure.class." + name().toLowerCase(Locale.ROOT);
  }
}
