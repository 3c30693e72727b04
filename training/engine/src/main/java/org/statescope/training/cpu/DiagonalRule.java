package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.statescope.training.run.Discretisation;

/// How a pole a and a step Δ give ā and b̄, see
/// [org.statescope.training.tensor.Backend#selectiveScan], for whole vectors of steps in the places
/// from `from` up to `end`; the poles are one a lane, from `at` of `rates`. Δ = 0 gives ā = 1 and
/// b̄ = 0, so that lanes without a channel stay at rest.
sealed interface DiagonalRule {
  static DiagonalRule of(Discretisation rule) {
    return switch (rule) {
      case ZOH -> new ZeroOrderHold();
      case BILINEAR -> new Bilinear();
      case EULER ->
          throw new IllegalArgumentException(
              "Euler's input gain is Δ itself: SelectiveScanKernel has it.");
    };
  }

  /// Fills ā and b̄, up to the end of the vector that holds the last place.
  void sample(
      float[] rates, int at, float[] delta, float[] decays, float[] gains, int from, int end);

  /// Fills s = ∂b̄/∂Δ and ∂b̄/∂a from what [#sample] filled.
  void slopes(
      float[] rates,
      int at,
      float[] delta,
      float[] decays,
      float[] gains,
      float[] slopes,
      float[] gainSlopes,
      int from,
      int end);

  /// ā = exp(Δa), b̄ = (exp(Δa) − 1) / a = ∫₀^Δ exp(as) ds. The difference is formed before the
  /// exponential is rounded, so it is as accurate for small Δa as for large.
  final class ZeroOrderHold implements DiagonalRule {
    /// Nearer to 0 than this, b̄ is Δ in float32 for every Δ below 10¹².
    private static final float INTEGRATOR = 1e-20f;

    private static final float SERIES_BELOW = 1f;

    /// 1 / (k! (k + 2)), the highest power first: ∂b̄/∂a = Δ² Σ (Δa)^k / (k! (k + 2)).
    private static final float[] SERIES = {
      1f / (362880 * 11), 1f / (40320 * 10), 1f / (5040 * 9), 1f / (720 * 8), 1f / (120 * 7),
      1f / (24 * 6), 1f / (6 * 5), 1f / (2 * 4), 1f / 3, 1f / 2
    };

    @Override
    public void sample(
        float[] rates, int at, float[] delta, float[] decays, float[] gains, int from, int end) {
      FloatVector a = FloatVector.fromArray(SPECIES, rates, at);
      FloatVector rate = a.mul(VectorMath.LOG2_E);
      for (int i = from; i < end; i += LANES) {
        rate.mul(FloatVector.fromArray(SPECIES, delta, i)).intoArray(gains, i);
      }
      VectorMath.exp2AndChange(gains, decays, gains, from, end);
      FloatVector inverse = FloatVector.broadcast(SPECIES, 1f).div(a);
      VectorMask<Float> integrates = a.abs().lt(INTEGRATOR);
      for (int i = from; i < end; i += LANES) {
        FloatVector step = FloatVector.fromArray(SPECIES, delta, i);
        FloatVector.fromArray(SPECIES, gains, i)
            .mul(inverse)
            .blend(step, integrates)
            .intoArray(gains, i);
      }
    }

    @Override
    public void slopes(
        float[] rates,
        int at,
        float[] delta,
        float[] decays,
        float[] gains,
        float[] slopes,
        float[] gainSlopes,
        int from,
        int end) {
      FloatVector a = FloatVector.fromArray(SPECIES, rates, at);
      System.arraycopy(decays, from, slopes, from, end - from);
      for (int i = from; i < end; i += LANES) {
        FloatVector step = FloatVector.fromArray(SPECIES, delta, i);
        FloatVector x = a.mul(step);
        FloatVector series = FloatVector.broadcast(SPECIES, SERIES[0]);
        for (int k = 1; k < SERIES.length; k++) {
          series = series.fma(x, FloatVector.broadcast(SPECIES, SERIES[k]));
        }
        // (Δ ā − b̄) / a cancels for small Δa.
        FloatVector difference =
            FloatVector.fromArray(SPECIES, decays, i)
                .mul(step)
                .sub(FloatVector.fromArray(SPECIES, gains, i))
                .div(a);
        difference
            .blend(series.mul(step).mul(step), x.abs().lt(SERIES_BELOW))
            .intoArray(gainSlopes, i);
      }
    }
  }

  /// With δ = Δ/2 and m = 1 / (1 − δa): ā = (1 + δa) m, b̄ = Δ m; s = m², ∂b̄/∂a = Δ δ m². No
  /// exponentials.
  final class Bilinear implements DiagonalRule {
    @Override
    public void sample(
        float[] rates, int at, float[] delta, float[] decays, float[] gains, int from, int end) {
      FloatVector a = FloatVector.fromArray(SPECIES, rates, at);
      for (int i = from; i < end; i += LANES) {
        FloatVector step = FloatVector.fromArray(SPECIES, delta, i);
        FloatVector half = step.mul(0.5f).mul(a);
        FloatVector m = FloatVector.broadcast(SPECIES, 1f).div(half.neg().add(1f));
        half.add(1f).mul(m).intoArray(decays, i);
        step.mul(m).intoArray(gains, i);
      }
    }

    @Override
    public void slopes(
        float[] rates,
        int at,
        float[] delta,
        float[] decays,
        float[] gains,
        float[] slopes,
        float[] gainSlopes,
        int from,
        int end) {
      FloatVector a = FloatVector.fromArray(SPECIES, rates, at);
      for (int i = from; i < end; i += LANES) {
        FloatVector half = FloatVector.fromArray(SPECIES, delta, i).mul(0.5f).mul(a);
        FloatVector m = FloatVector.broadcast(SPECIES, 1f).div(half.neg().add(1f));
        m.mul(m).intoArray(slopes, i);
        FloatVector gain = FloatVector.fromArray(SPECIES, gains, i);
        gain.mul(gain).mul(0.5f).intoArray(gainSlopes, i);
      }
    }
  }
}
