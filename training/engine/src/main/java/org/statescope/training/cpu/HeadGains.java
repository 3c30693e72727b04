package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.Discretisation;

/// The gain b̄ of each token's input for the heads of one group, in the places of their steps; see
/// [org.statescope.training.tensor.Backend#headScan]. Under Euler's rule it is Δ itself, in the
/// same memory.
final class HeadGains {
  final float[] gain;

  private final float[] step;
  private final @Nullable DiagonalRule rule;
  private final float[] decays;
  private final float[] byStep;
  private final float[] byRate;
  private final float[] rates = new float[LANES];

  HeadGains(Discretisation discretisation, float[] step) {
    this.step = step;
    rule = discretisation == Discretisation.EULER ? null : DiagonalRule.of(discretisation);
    int size = rule == null ? 0 : step.length;
    gain = rule == null ? step : new float[size];
    decays = new float[size];
    byStep = new float[size];
    byRate = new float[size];
  }

  /// Takes the steps of one head, which stand in `tokens` places from `at`.
  void load(float rate, int at, int tokens) {
    if (rule != null) {
      Arrays.fill(rates, rate);
      rule.sample(rates, 0, step, decays, gain, at, at + tokens);
    }
  }

  /// Prepares the derivatives of what was loaded.
  void differentiate(float rate, int at, int tokens) {
    if (rule != null) {
      Arrays.fill(rates, rate);
      rule.slopes(rates, 0, step, decays, gain, byStep, byRate, at, at + tokens);
    }
  }

  /// ∂b̄/∂Δ.
  float byStep(int place) {
    return rule == null ? 1 : byStep[place];
  }

  /// ∂b̄/∂a.
  float byRate(int place) {
    return rule == null ? 0 : byRate[place];
  }
}
