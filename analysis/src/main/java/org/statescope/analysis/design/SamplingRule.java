package org.statescope.analysis.design;

/// How a layer samples a pole λ with a step Δ, as far as forgetting is concerned.
public enum SamplingRule {
  /// z = exp(Δλ): Euler's rule of Mamba and the zero-order hold.
  EXPONENTIAL,

  /// z = (1 + Δλ/2) / (1 − Δλ/2).
  BILINEAR;

  /// Bits of a float's fraction: what is multiplied by less vanishes beside what comes new.
  private static final int FLOAT_BITS = 24;

  /// The real pole that forgets within one token of step Δ.
  ///
  /// - Formula: −2/Δ under the bilinear rule, where z = 0; −24 log 2 / Δ under the exponential
  ///   ones, where z = 2⁻²⁴, the resolution of float32.
  /// - Units: 1/Δ. Edge cases: a step that is not a positive number is refused.
  public double forgettingPole(double step) {
    if (!(step > 0) || step == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("The step is " + step + " but must be a positive number.");
    }
    return switch (this) {
      case EXPONENTIAL -> -FLOAT_BITS * Math.log(2) / step;
      case BILINEAR -> -2 / step;
    };
  }
}
