package org.statescope.training.cpu;

/// Which canonical form a scan runs.
enum CanonicalScan {
  CONTROLLABLE_COMPANION,
  OBSERVABLE_COMPANION,
  SCHWARZ,
  SCHWARZ_DUAL;

  /// Whether A is transposed, the input vector open and the read-out fixed.
  boolean isObservable() {
    return this == OBSERVABLE_COMPANION || this == SCHWARZ_DUAL;
  }

  /// Whether the fixed end is √(2g) e_N rather than e_N.
  boolean isScaled() {
    return this == SCHWARZ || this == SCHWARZ_DUAL;
  }

  StepMatrix matrix(int order) {
    return switch (this) {
      case CONTROLLABLE_COMPANION, OBSERVABLE_COMPANION -> new CompanionMatrix(order);
      case SCHWARZ, SCHWARZ_DUAL -> new SchwarzMatrix(order);
    };
  }
}
