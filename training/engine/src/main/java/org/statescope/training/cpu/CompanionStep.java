package org.statescope.training.cpu;

import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.statescope.training.tensor.Tensor;

/// The arithmetic of the companion recurrence for one vector of channels, and the scratch of one
/// thread.
///
/// With δ = Δ/2 and a_k the polynomial: r_i = h_i + δ h_{i+1}, r_N = h_N − δ Σ a_{k−1} h_k + Δ u is
/// the right-hand side. Eliminating upwards, s_N = 0, s_i = r_i + δ s_{i+1}, gives h'_N = (r_N − δ
/// Σ a_{k−1} s_k) / det with det(I − δA) = 1 + Σ a_{k−1} δ^{N−k+1}, and then h'_i = r_i + δ
/// h'_{i+1}.
///
/// Backwards, with g the gradient of h', (I − δA)ᵀ w = g is solved downwards: w_N = (Σ δ^{N−i} g_i)
/// / det, w_i = g_i + δ w_{i−1} − δ a_{i−1} w_N. The gradient of h is (I + δA)ᵀ w = 2w − g; with v
/// = h + h': dδ = wᵀ A v, da_{k−1} = −δ w_N v_k, du = Δ w_N.
///
/// Both sweeps multiply by δ and lose digits like δ^(N−1) where δ is large; [CompanionLargeStep]
/// serves those lanes. A vector without any takes the sweeps here alone.
final class CompanionStep {
  /// Below this the determinant, which is above 1 for a Hurwitz polynomial, is called unsafe; so is
  /// one that is not finite. For large Δ see [CompanionLargeStep#advance].
  static final float SMALLEST_DETERMINANT = 1e-3f;

  final SignalBlock block;

  /// h of all channels, carried from chunk to chunk.
  final float[] state;

  private final float[] polynomial;
  private final int order;
  private final float[] stateGradient;

  /// h before the first token of the chunk and after each, `(token, state, lane)`.
  private final float[] states;

  /// The determinant, or p(ε) in lanes of large Δ.
  private final float[] divisors = new float[LONGEST * LANES];

  private final float[] safety = new float[LONGEST * LANES];
  private final CompanionLargeStep largeStep;
  private final float[] outputs;
  private final float[] outputGradients;

  /// `(vector of channels, coefficient, lane)`.
  private final float[] polynomialGradients;

  CompanionStep(SignalBlock block, float[] polynomial, int paddedChannels) {
    this.block = block;
    this.polynomial = polynomial;
    order = polynomial.length;
    largeStep = new CompanionLargeStep(block, polynomial);
    state = new float[order * paddedChannels];
    stateGradient = new float[order * paddedChannels];
    states = new float[(LONGEST + 1) * order * LANES];
    outputs = new float[LONGEST * order];
    outputGradients = new float[LONGEST * order * LANES];
    polynomialGradients = new float[order * paddedChannels];
  }

  void takeOutputVector(Tensor outputVector, int row, int tokens) {
    for (int t = 0; t < tokens; t++) {
      long from = (long) (row + t) * outputVector.rowStride();
      for (int n = 0; n < order; n++) {
        outputs[t * order + n] = Memory.get(outputVector.data(), from + n);
      }
    }
  }

  void clearGradients() {
    Arrays.fill(stateGradient, 0);
    Arrays.fill(polynomialGradients, 0);
  }

  void clearOutputVectorGradients() {
    Arrays.fill(outputGradients, 0);
  }

  void storeOutputVectorGradients(Tensor outputVector, boolean add, int row, int tokens) {
    for (int t = 0; t < tokens; t++) {
      long to = (long) (row + t) * outputVector.rowStride();
      for (int n = 0; n < order; n++) {
        Lanes.put(add, outputGradients, (t * order + n) * LANES, outputVector.gradient(), to + n);
      }
    }
  }

  void sumCoefficientGradients(float[] to) {
    LaneParameters.sumVectors(polynomialGradients, order * LANES);
    for (int n = 0; n < order; n++) {
      to[n] = VectorMath.sum(polynomialGradients, n * LANES);
    }
  }

  /// Runs the chunk from the state at `start[at …]`, keeping every state of it.
  void run(float[] start, int at, int tokens) {
    System.arraycopy(start, at, states, 0, order * LANES);
    largeStep.begin();
    for (int t = 0; t < tokens; t++) {
      advance(t);
    }
  }

  void keepLastState(int at, int tokens) {
    System.arraycopy(states, tokens * order * LANES, state, at, order * LANES);
  }

  /// The first place, as `token · lanes + lane`, whose determinant is too small or not finite, or
  /// −1.
  int firstUnsafe(int tokens) {
    FloatVector smallest = FloatVector.broadcast(SPECIES, Float.MAX_VALUE);
    FloatVector largest = FloatVector.zero(SPECIES);
    for (int i = 0; i < tokens * LANES; i += LANES) {
      FloatVector here = FloatVector.fromArray(SPECIES, safety, i);
      smallest = smallest.min(here);
      largest = largest.max(here);
    }
    if (smallest.reduceLanes(VectorOperators.MIN) >= SMALLEST_DETERMINANT
        && largest.reduceLanes(VectorOperators.MAX) <= Float.MAX_VALUE) {
      return -1;
    }
    int i = 0;
    while (safety[i] >= SMALLEST_DETERMINANT && safety[i] <= Float.MAX_VALUE) {
      i++;
    }
    return i;
  }

  /// det(I − δA) at a place, in double.
  double determinant(int place) {
    double delta = block.step[place] / 2.0;
    double horner = polynomial[0];
    for (int k = 1; k < order; k++) {
      horner = horner * delta + polynomial[k];
    }
    return horner * delta + 1;
  }

  private void advance(int t) {
    int large = largeStep.count(t);
    if (large < LANES) {
      advanceUpwards(t);
    }
    if (large > 0) {
      largeStep.advance(t, states, outputs, divisors, safety);
    }
  }

  private void advanceUpwards(int t) {
    int from = t * order * LANES;
    int to = from + order * LANES;
    int last = order - 1;
    FloatVector step = FloatVector.fromArray(SPECIES, block.step, t * LANES);
    FloatVector delta = step.mul(0.5f);
    FloatVector above = FloatVector.fromArray(SPECIES, states, from + last * LANES);
    FloatVector feedback = above.mul(polynomial[last]);
    FloatVector right = FloatVector.fromArray(SPECIES, block.input, t * LANES).fma(step, above);
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector horner = FloatVector.broadcast(SPECIES, polynomial[0]);
    for (int i = last - 1; i >= 0; i--) {
      FloatVector a = FloatVector.broadcast(SPECIES, polynomial[i]);
      FloatVector h = FloatVector.fromArray(SPECIES, states, from + i * LANES);
      FloatVector r = above.fma(delta, h);
      r.intoArray(states, to + i * LANES);
      s = s.fma(delta, r);
      feedback = h.add(s).fma(a, feedback);
      horner = horner.fma(delta, FloatVector.broadcast(SPECIES, polynomial[last - i]));
      above = h;
    }
    FloatVector determinant = horner.fma(delta, FloatVector.broadcast(SPECIES, 1f));
    determinant.intoArray(divisors, t * LANES);
    determinant.intoArray(safety, t * LANES);
    FloatVector h = right.sub(delta.mul(feedback)).div(determinant);
    h.intoArray(states, to + last * LANES);
    FloatVector y = h.mul(outputs[t * order + last]);
    for (int i = last - 1; i >= 0; i--) {
      h = h.fma(delta, FloatVector.fromArray(SPECIES, states, to + i * LANES));
      h.intoArray(states, to + i * LANES);
      y = h.fma(FloatVector.broadcast(SPECIES, outputs[t * order + i]), y);
    }
    y.intoArray(block.output, t * LANES);
  }

  /// Token t backwards, for the channels whose states start at `at`.
  void adjoint(int t, int at) {
    receive(t, at);
    int large = largeStep.count(t);
    if (large == 0) {
      adjointDownwards(t, at);
      return;
    }
    largeStep.keep(stateGradient, at, polynomialGradients);
    if (large < LANES) {
      adjointDownwards(t, at);
    }
    largeStep.adjoint(t, states, divisors, stateGradient, at, polynomialGradients);
  }

  private void adjointDownwards(int t, int at) {
    int last = order - 1;
    FloatVector step = FloatVector.fromArray(SPECIES, block.step, t * LANES);
    FloatVector delta = step.mul(0.5f);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < order; i++) {
      sum = sum.fma(delta, FloatVector.fromArray(SPECIES, stateGradient, at + i * LANES));
    }
    FloatVector top = sum.div(FloatVector.fromArray(SPECIES, divisors, t * LANES));
    FloatVector scaledTop = delta.mul(top).neg();
    FloatVector w = FloatVector.zero(SPECIES);
    FloatVector shifted = FloatVector.zero(SPECIES);
    FloatVector feedback = FloatVector.zero(SPECIES);
    int before = t * order * LANES;
    int after = before + order * LANES;
    for (int i = 0; i < order; i++) {
      FloatVector a = FloatVector.broadcast(SPECIES, polynomial[i]);
      FloatVector v =
          FloatVector.fromArray(SPECIES, states, before + i * LANES)
              .add(FloatVector.fromArray(SPECIES, states, after + i * LANES));
      shifted = w.fma(v, shifted);
      feedback = v.fma(a, feedback);
      v.fma(scaledTop, FloatVector.fromArray(SPECIES, polynomialGradients, at + i * LANES))
          .intoArray(polynomialGradients, at + i * LANES);
      FloatVector g = FloatVector.fromArray(SPECIES, stateGradient, at + i * LANES);
      w = i == last ? top : w.fma(delta, scaledTop.fma(a, g));
      w.add(w).sub(g).intoArray(stateGradient, at + i * LANES);
    }
    FloatVector slope = shifted.sub(top.mul(feedback));
    FloatVector u = FloatVector.fromArray(SPECIES, block.input, t * LANES);
    top.fma(u, slope.mul(0.5f)).intoArray(block.stepGradient, t * LANES);
    top.mul(step).intoArray(block.inputGradient, t * LANES);
  }

  /// Adds C dy to the gradient of h, and dy h to that of C.
  private void receive(int t, int at) {
    FloatVector dy = FloatVector.fromArray(SPECIES, block.outputGradient, t * LANES);
    for (int i = 0; i < order; i++) {
      FloatVector g =
          dy.fma(
              FloatVector.broadcast(SPECIES, outputs[t * order + i]),
              FloatVector.fromArray(SPECIES, stateGradient, at + i * LANES));
      g.intoArray(stateGradient, at + i * LANES);
      int c = (t * order + i) * LANES;
      dy.fma(
              FloatVector.fromArray(SPECIES, states, (t + 1) * order * LANES + i * LANES),
              FloatVector.fromArray(SPECIES, outputGradients, c))
          .intoArray(outputGradients, c);
    }
  }
}
