package org.statescope.training.plain;

import org.statescope.training.run.Discretisation;

/// A pole a sampled with the step Δ: h ← ā h + b̄ B u, and the derivatives of ā and b̄ by Δ and by
/// a.
public record PlainPole(
    double decay,
    double gain,
    double decayByStep,
    double decayByPole,
    double gainByStep,
    double gainByPole) {
  private static final int TERMS = 20;

  public static PlainPole of(Discretisation rule, double step, double a) {
    return switch (rule) {
      case EULER -> {
        double decay = Math.exp(step * a);
        yield new PlainPole(decay, step, a * decay, step * decay, 1, 0);
      }
      case ZOH -> {
        double decay = Math.exp(step * a);
        double gain = a == 0 ? step : Math.expm1(step * a) / a;
        yield new PlainPole(
            decay, gain, a * decay, step * decay, decay, heldGainByPole(step, a, decay, gain));
      }
      case BILINEAR -> {
        double d = 1 - step * a / 2;
        yield new PlainPole(
            (1 + step * a / 2) / d,
            step / d,
            a / (d * d),
            step / (d * d),
            1 / (d * d),
            step * step / 2 / (d * d));
      }
    };
  }

  /// (Δ ā − b̄) / a = Δ² Σ_k (Δa)^k / (k! (k + 2)).
  private static double heldGainByPole(double step, double a, double decay, double gain) {
    double x = step * a;
    if (Math.abs(x) > 1) {
      return (step * decay - gain) / a;
    }
    double power = 1;
    double sum = 0;
    for (int k = 0; k < TERMS; k++) {
      sum += power / (k + 2);
      power *= x / (k + 1);
    }
    return step * step * sum;
  }
}
