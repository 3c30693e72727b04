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

  /// The arithmetic for one vector of channels, its sweeps fused where a kernel does so.
  ScanStep step(SignalBlock block, OpenVector open, int order, int padded) {
    return switch (this) {
      case CONTROLLABLE_COMPANION ->
          new CanonicalStep(this, block, open, new CompanionMatrix(order), padded);
      case OBSERVABLE_COMPANION ->
          new ObservableCompanionStep(block, open, new CompanionMatrix(order), padded);
      case SCHWARZ ->
          open.isOfChannels()
              ? new CanonicalStep(this, block, open, SchwarzMatrix.of(order), padded)
              : new SchwarzStep(block, open, SchwarzMatrix.of(order), padded);
      case SCHWARZ_DUAL ->
          open.isOfChannels()
              ? new CanonicalStep(this, block, open, SchwarzMatrix.of(order), padded)
              : new SchwarzDualStep(block, open, SchwarzMatrix.transposed(order), padded);
    };
  }
}
