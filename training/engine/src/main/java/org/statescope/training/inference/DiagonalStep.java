package org.statescope.training.inference;

import org.statescope.training.run.Discretisation;

/// How a pole a and a step Δ give h ← ā h + b̄ B u; see
/// [org.statescope.training.tensor.Backend#selectiveScan].
///
/// @param decay ā
/// @param gain b̄
record DiagonalStep(double decay, double gain) {
  static DiagonalStep of(Discretisation rule, double step, double a) {
    return switch (rule) {
      case EULER -> new DiagonalStep(Math.exp(step * a), step);
      case ZOH -> new DiagonalStep(Math.exp(step * a), a == 0 ? step : Math.expm1(step * a) / a);
      case BILINEAR -> {
        double m = 1 / (1 - step / 2 * a);
        yield new DiagonalStep((1 + step / 2 * a) * m, step * m);
      }
    };
  }
}
