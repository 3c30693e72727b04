package org.statescope.training.gpu;

/// Which recurrence `canonical.c` is compiled for.
enum CanonicalForm {
  CONTROLLABLE_COMPANION(false, false),
  OBSERVABLE_COMPANION(false, true),
  SCHWARZ(true, false),
  SCHWARZ_DUAL(true, true);

  private final boolean schwarz;
  private final boolean observable;

  CanonicalForm(boolean schwarz, boolean observable) {
    this.schwarz = schwarz;
    this.observable = observable;
  }

  /// Whether A is of Schwarz form; else it is a companion matrix.
  boolean isSchwarz() {
    return schwarz;
  }

  /// Whether the system is the transposed one: B open and C fixed.
  boolean isObservable() {
    return observable;
  }
}
