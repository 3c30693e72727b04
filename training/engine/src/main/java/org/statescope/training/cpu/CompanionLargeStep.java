package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromArray;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The companion step for the lanes of large Δ, in powers of ε = 2/Δ.
///
/// [CompanionStep] ends with h'_i = r_i + δ h'_{i+1}, which multiplies the rounding of h'_N by
/// δ^{N−i}: harmless for δ ≤ 1, all digits of float32 for δ = 2.5 and N = 16. Here the sum v = h +
/// h' is the unknown, of (I − δA) v = 2h + Δ e_N u, and is eliminated downwards, which divides by
/// δ: q_1 = 0, q_{i+1} = ε (q_i + 2 h_i), then v_1 = (ε (2 h_N + q_N) + 2u + Σ a_{i−1} q_i) / p(ε)
/// with p(ε) = ε^N + Σ a_{k−1} ε^{k−1} = det(I − δA) / δ^N, then v_{i+1} = ε (v_i − 2 h_i), h' = v
/// − h. The product A h, which nearly cancels for large Δ, does not occur.
///
/// Backwards (I − δA)ᵀ w = g is solved upwards: w_N = Σ ε^i g_i / p(ε), w_{i−1} = ε (w_i − g_i) +
/// a_{i−1} w_N. The gradient of h is 2w − g as there; dΔ = wᵀ(h' − h) / Δ and, since δ v_{i+1} =
/// h'_i − h_i, da_i = −w_N (h'_i − h_i), da_0 = −δ w_N v_1: differences that do not cancel here, as
/// h' tends to −h.
///
/// The direction changes at δω = 1 with ω = a_0^{1/N}, the geometric mean of the poles' moduli: the
/// states scale like ω^i, so that below it the larger h_1 would pass its rounding on to h_N. It
/// never changes below Δ = 2. Largest error against the twin in double, relative to the largest
/// value of a result, for the initial poles, N = 16 and 200 tokens: at Δ = 5, 10, 40 8.1e-5,
/// 3.2e-5, 2.1e-5 here and 0.39, 3e25, NaN upwards; about 2e-3 near the change, 7.9e-5 at Δ = 0.5.
///
/// Lanes of smaller Δ keep what they hold.
final class CompanionLargeStep {
  private static final float SMALLEST_THRESHOLD = 2;

  private final SignalBlock block;
  private final float[] polynomial;
  private final int order;

  /// Gradients as they were before the lanes of small Δ were served.
  private final float[] keptState;

  private final float[] keptPolynomial;

  private float threshold;

  CompanionLargeStep(SignalBlock block, float[] polynomial) {
    this.block = block;
    this.polynomial = polynomial;
    order = polynomial.length;
    keptState = new float[order * LANES];
    keptPolynomial = new float[order * LANES];
  }

  /// The Δ above which the elimination runs downwards: 2/ω, at least 2.
  static float threshold(float[] polynomial) {
    double modulus = Math.pow(Math.abs(polynomial[0]), 1.0 / polynomial.length);
    return Math.max(SMALLEST_THRESHOLD, (float) (2 / modulus));
  }

  /// Takes note of a changed polynomial.
  void begin() {
    threshold = threshold(polynomial);
  }

  /// How many lanes of token t have a large Δ.
  int count(int t) {
    return fromArray(SPECIES, block.step, t * LANES)
        .compare(VectorOperators.GT, threshold)
        .trueCount();
  }

  /// Writes the state after token t, its output, p(ε), and how safe the division by it is: p(ε) /
  /// (ε^N + |a_0|) is at least 1 for a Hurwitz polynomial, as is the determinant. NaN where Δ is
  /// infinite.
  void advance(int t, float[] states, float[] outputs, float[] divisors, float[] safety) {
    int from = t * order * LANES;
    int to = from + order * LANES;
    int last = order - 1;
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    VectorMask<Float> large = step.compare(VectorOperators.GT, threshold);
    FloatVector inverse = FloatVector.broadcast(SPECIES, 2f).div(step);
    FloatVector power = inverse;
    FloatVector horner = inverse.add(polynomial[last]);
    FloatVector q = FloatVector.zero(SPECIES);
    FloatVector feedback = FloatVector.zero(SPECIES);
    for (int i = 1; i < order; i++) {
      FloatVector h = fromArray(SPECIES, states, from + (i - 1) * LANES);
      q = inverse.mul(q.add(h.add(h)));
      feedback = q.fma(FloatVector.broadcast(SPECIES, polynomial[i]), feedback);
      power = power.mul(inverse);
      horner = horner.fma(inverse, FloatVector.broadcast(SPECIES, polynomial[last - i]));
    }
    horner.intoArray(divisors, t * LANES, large);
    horner
        .div(power.add(Math.abs(polynomial[0])))
        .blend(Float.NaN, inverse.eq(0))
        .intoArray(safety, t * LANES, large);
    FloatVector top = fromArray(SPECIES, states, from + last * LANES);
    FloatVector u = fromArray(SPECIES, block.input, t * LANES);
    FloatVector v = inverse.fma(top.add(top).add(q), u.add(u).add(feedback)).div(horner);
    FloatVector y = FloatVector.zero(SPECIES);
    for (int i = 0; i < order; i++) {
      FloatVector h = fromArray(SPECIES, states, from + i * LANES);
      FloatVector next = v.sub(h);
      next.intoArray(states, to + i * LANES, large);
      y = next.fma(FloatVector.broadcast(SPECIES, outputs[t * order + i]), y);
      v = inverse.mul(next.sub(h));
    }
    y.intoArray(block.output, t * LANES, large);
  }

  /// Keeps the gradients that [#adjoint] starts from, before other lanes change them.
  void keep(float[] stateGradient, int at, float[] polynomialGradients) {
    System.arraycopy(stateGradient, at, keptState, 0, keptState.length);
    System.arraycopy(polynomialGradients, at, keptPolynomial, 0, keptPolynomial.length);
  }

  /// Token t backwards, from what was kept.
  void adjoint(
      int t,
      float[] states,
      float[] divisors,
      float[] stateGradient,
      int at,
      float[] polynomialGradients) {
    FloatVector step = fromArray(SPECIES, block.step, t * LANES);
    VectorMask<Float> large = step.compare(VectorOperators.GT, threshold);
    FloatVector inverse = FloatVector.broadcast(SPECIES, 2f).div(step);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = order - 1; i >= 0; i--) {
      sum = inverse.mul(sum.add(fromArray(SPECIES, keptState, i * LANES)));
    }
    FloatVector top = sum.div(fromArray(SPECIES, divisors, t * LANES));
    FloatVector minusTop = top.neg();
    FloatVector w = top;
    FloatVector slope = FloatVector.zero(SPECIES);
    FloatVector shifted = FloatVector.zero(SPECIES);
    int before = t * order * LANES;
    int after = before + order * LANES;
    for (int i = order - 1; i >= 0; i--) {
      FloatVector g = fromArray(SPECIES, keptState, i * LANES);
      w.add(w).sub(g).intoArray(stateGradient, at + i * LANES, large);
      FloatVector h = fromArray(SPECIES, states, before + i * LANES);
      FloatVector next = fromArray(SPECIES, states, after + i * LANES);
      shifted = next.sub(h);
      slope = w.fma(shifted, slope);
      if (i < order - 1) {
        int to = (i + 1) * LANES;
        fromArray(SPECIES, keptPolynomial, to)
            .add(shifted.mul(minusTop))
            .intoArray(polynomialGradients, at + to, large);
      }
      if (i == 0) {
        FloatVector scaled = h.add(next).mul(step).mul(0.5f);
        fromArray(SPECIES, keptPolynomial, 0)
            .add(scaled.mul(minusTop))
            .intoArray(polynomialGradients, at, large);
      }
      w = inverse.fma(w.sub(g), top.mul(polynomial[i]));
    }
    slope.div(step).intoArray(block.stepGradient, t * LANES, large);
    top.mul(step).intoArray(block.inputGradient, t * LANES, large);
  }
}
