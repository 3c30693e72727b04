package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// I − δA for the companion matrix: ones above the diagonal, last row −a_0 … −a_{N−1}; the
/// parameters are the a.
///
/// For small δ, rows are eliminated by multiplying with δ: x_i = s_i + δ^{N−i} x_N with s_N = 0,
/// s_i = r_i + δ s_{i+1}, x_N = (r_N − δ Σ a_{k−1} s_k) / det, det(I − δA) = 1 + Σ a_{k−1}
/// δ^{N−k+1}; transposed: x_N = Σ δ^{N−i} r_i / det, x_i = r_i + δ x_{i−1} − δ a_{i−1} x_N.
///
/// For large δ that loses digits like δ^(N−1). There one divides: with ε = 1/δ and p(ε) = ε^N + Σ
/// a_{k−1} ε^{k−1}, q_1 = 0, q_{i+1} = ε (q_i + r_i), x_1 = (ε (r_N + q_N) + Σ a_{k−1} q_k) / p(ε),
/// x_{i+1} = ε (x_i − r_i); transposed: x_N = Σ ε^i r_i / p(ε), x_{i−1} = ε (x_i − r_i) + a_{i−1}
/// x_N. The direction changes at [CompanionLargeStep#threshold]. A vector of channels takes each
/// direction only if one of its lanes needs it.
final class CompanionMatrix extends StepMatrix {
  /// det where δ is small, p(ε) where it is large, `(token, lane)`.
  final float[] divisors = new float[LONGEST * LANES];

  /// The Δ at which the direction changes, for each channel.
  private float[] thresholds = new float[0];

  private final float[] polynomial;
  private final boolean[] anySmall = new boolean[LONGEST];
  private final boolean[] anyLarge = new boolean[LONGEST];

  CompanionMatrix(int order) {
    super(order);
    polynomial = new float[order];
  }

  @Override
  void begin(float[] allParameters) {
    if (thresholds.length * order != allParameters.length) {
      thresholds = new float[allParameters.length / order];
    }
    for (int i = 0; i < thresholds.length; i++) {
      int first = i / LANES * order * LANES + i % LANES;
      for (int n = 0; n < order; n++) {
        polynomial[n] = allParameters[first + n * LANES];
      }
      thresholds[i] = CompanionLargeStep.threshold(polynomial);
    }
  }

  @Override
  void factor(int tokens) {
    FloatVector threshold = fromArray(SPECIES, thresholds, at / order);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int t = 0; t < tokens; t++) {
      FloatVector step = fromArray(SPECIES, steps, t * LANES);
      VectorMask<Float> large = step.compare(VectorOperators.GT, threshold);
      anyLarge[t] = large.anyTrue();
      anySmall[t] = !large.allTrue();
      FloatVector delta = step.mul(0.5f);
      FloatVector horner = fromArray(SPECIES, parameters, at);
      for (int i = 1; i < order; i++) {
        horner = horner.fma(delta, fromArray(SPECIES, parameters, at + i * LANES));
      }
      FloatVector determinant = horner.fma(delta, one);
      determinant.intoArray(divisors, t * LANES);
      determinant.intoArray(safety, t * LANES);
      if (anyLarge[t]) {
        factorLarge(t);
      }
    }
  }

  /// p(ε) / (ε^N + |a_0|) is at least 1 for a Hurwitz polynomial, as the determinant is; NaN where
  /// Δ is infinite. It finds its lanes itself: handed over in a call that is rare, they would go to
  /// the heap for every token.
  private void factorLarge(int t) {
    VectorMask<Float> large = large(t);
    FloatVector inverse =
        FloatVector.broadcast(SPECIES, 2f).div(fromArray(SPECIES, steps, t * LANES));
    FloatVector horner = inverse.add(fromArray(SPECIES, parameters, at + (order - 1) * LANES));
    FloatVector power = inverse;
    for (int i = order - 2; i >= 0; i--) {
      horner = horner.fma(inverse, fromArray(SPECIES, parameters, at + i * LANES));
      power = power.mul(inverse);
    }
    horner.intoArray(divisors, t * LANES, large);
    horner
        .div(power.add(fromArray(SPECIES, parameters, at).abs()))
        .blend(Float.NaN, inverse.eq(0))
        .intoArray(safety, t * LANES, large);
  }

  @Override
  boolean prefersDifferences(int t) {
    return anyLarge[t];
  }

  @Override
  VectorMask<Float> large(int t) {
    return fromArray(SPECIES, steps, t * LANES)
        .compare(VectorOperators.GT, fromArray(SPECIES, thresholds, at / order));
  }

  @Override
  void solve(int t, float[] r, float[] x) {
    if (anySmall[t]) {
      solveSmall(t, r, x);
    }
    if (anyLarge[t]) {
      solveLarge(t, r, x);
    }
  }

  private void solveSmall(int t, float[] r, float[] x) {
    FloatVector delta = fromArray(SPECIES, steps, t * LANES).mul(0.5f);
    int last = order - 1;
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector feedback = FloatVector.zero(SPECIES);
    for (int i = last - 1; i >= 0; i--) {
      s = s.fma(delta, fromArray(SPECIES, r, i * LANES));
      feedback = s.fma(fromArray(SPECIES, parameters, at + i * LANES), feedback);
    }
    FloatVector above =
        fromArray(SPECIES, r, last * LANES)
            .sub(delta.mul(feedback))
            .div(fromArray(SPECIES, divisors, t * LANES));
    above.intoArray(x, last * LANES);
    for (int i = last - 1; i >= 0; i--) {
      above = above.fma(delta, fromArray(SPECIES, r, i * LANES));
      above.intoArray(x, i * LANES);
    }
  }

  private void solveLarge(int t, float[] r, float[] x) {
    VectorMask<Float> large = large(t);
    FloatVector inverse =
        FloatVector.broadcast(SPECIES, 2f).div(fromArray(SPECIES, steps, t * LANES));
    FloatVector q = FloatVector.zero(SPECIES);
    FloatVector feedback = FloatVector.zero(SPECIES);
    for (int i = 1; i < order; i++) {
      q = inverse.mul(q.add(fromArray(SPECIES, r, (i - 1) * LANES)));
      feedback = q.fma(fromArray(SPECIES, parameters, at + i * LANES), feedback);
    }
    FloatVector below =
        inverse
            .fma(fromArray(SPECIES, r, (order - 1) * LANES).add(q), feedback)
            .div(fromArray(SPECIES, divisors, t * LANES));
    below.intoArray(x, 0, large);
    for (int i = 1; i < order; i++) {
      below = inverse.mul(below.sub(fromArray(SPECIES, r, (i - 1) * LANES)));
      below.intoArray(x, i * LANES, large);
    }
  }

  @Override
  void solveTransposed(int t, float[] r, float[] x) {
    if (anySmall[t]) {
      solveTransposedSmall(t, r, x);
    }
    if (anyLarge[t]) {
      solveTransposedLarge(t, r, x);
    }
  }

  private void solveTransposedSmall(int t, float[] r, float[] x) {
    FloatVector delta = fromArray(SPECIES, steps, t * LANES).mul(0.5f);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < order; i++) {
      sum = sum.fma(delta, fromArray(SPECIES, r, i * LANES));
    }
    FloatVector top = sum.div(fromArray(SPECIES, divisors, t * LANES));
    FloatVector scaledTop = delta.mul(top).neg();
    FloatVector here = FloatVector.zero(SPECIES);
    for (int i = 0; i < order - 1; i++) {
      here =
          here.fma(
              delta,
              scaledTop.fma(
                  fromArray(SPECIES, parameters, at + i * LANES),
                  fromArray(SPECIES, r, i * LANES)));
      here.intoArray(x, i * LANES);
    }
    top.intoArray(x, (order - 1) * LANES);
  }

  private void solveTransposedLarge(int t, float[] r, float[] x) {
    VectorMask<Float> large = large(t);
    FloatVector inverse =
        FloatVector.broadcast(SPECIES, 2f).div(fromArray(SPECIES, steps, t * LANES));
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = order - 1; i >= 0; i--) {
      sum = inverse.mul(sum.add(fromArray(SPECIES, r, i * LANES)));
    }
    FloatVector top = sum.div(fromArray(SPECIES, divisors, t * LANES));
    FloatVector here = top;
    for (int i = order - 1; i > 0; i--) {
      here.intoArray(x, i * LANES, large);
      here =
          inverse.fma(
              here.sub(fromArray(SPECIES, r, i * LANES)),
              top.mul(fromArray(SPECIES, parameters, at + i * LANES)));
    }
    here.intoArray(x, 0, large);
  }

  @Override
  void differentiate(int t, float[] w, float[] v, float[] gradients, int gradientAt, float[] form) {
    FloatVector delta = fromArray(SPECIES, steps, t * LANES).mul(0.5f);
    FloatVector top = fromArray(SPECIES, w, (order - 1) * LANES);
    FloatVector scaledTop = delta.mul(top).neg();
    FloatVector shifted = FloatVector.zero(SPECIES);
    FloatVector feedback = FloatVector.zero(SPECIES);
    FloatVector below = FloatVector.zero(SPECIES);
    for (int i = 0; i < order; i++) {
      FloatVector here = fromArray(SPECIES, v, i * LANES);
      shifted = below.fma(here, shifted);
      feedback = here.fma(fromArray(SPECIES, parameters, at + i * LANES), feedback);
      int to = gradientAt + i * LANES;
      here.fma(scaledTop, fromArray(SPECIES, gradients, to)).intoArray(gradients, to);
      below = fromArray(SPECIES, w, i * LANES);
    }
    shifted.sub(top.mul(feedback)).intoArray(form, 0);
  }
}
