package org.statescope.training.cpu;

import static org.statescope.training.cpu.SignalBlock.CHUNK;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// The bilinear recurrence of a canonical form for one vector of channels, and the scratch of one
/// thread.
///
/// v = h + h' solves (I − δA) v = 2h + Δ b u with δ = Δ/2; h' = v − h. Backwards, with g the
/// gradient of h', (I − δA)ᵀ w = g; the gradient of h is (I + δA)ᵀ w = 2w − g, that of the
/// parameters δ wᵀ (∂A) v, du = Δ bᵀw, db = Δ u w and dΔ = ½ wᵀAv + u bᵀw. Where δ is large the
/// last is also wᵀ(h' − h)/Δ, without the product Av that nearly cancels.
///
/// The controllable forms have b = σ e_N fixed and the read-out open; the observable forms are
/// transposed, with b open and the read-out σ e_Nᵀ. σ is 1, or √(2g) with g the last parameter.
final class CanonicalStep {
  /// Below this the safety of a step, which is at least 1 for a stable A, is called unsafe; so is
  /// one that is not finite.
  static final float SMALLEST_SAFETY = 1e-3f;

  final SignalBlock block;

  /// h of all channels, carried from chunk to chunk.
  final float[] state;

  final OpenVector open;

  private final CanonicalScan scan;
  private final StepMatrix matrix;
  private final int order;
  private final float[] stateGradient;

  /// h before the first token of the chunk and after each, `(token, state, lane)`.
  private final float[] states;

  private final float[] right;
  private final float[] sum;
  private final float[] weights;
  private final float[] scale = new float[LANES];
  private final float[] scaleGradient = new float[LANES];

  /// wᵀAv and bᵀw of the present token.
  private final float[] form = new float[LANES];

  private final float[] driven = new float[LANES];
  private float[] parameterGradients = new float[0];

  CanonicalStep(
      CanonicalScan scan, SignalBlock block, OpenVector open, StepMatrix matrix, int padded) {
    this.scan = scan;
    this.block = block;
    this.open = open;
    this.matrix = matrix;
    order = matrix.order;
    state = new float[order * padded];
    stateGradient = new float[order * padded];
    states = new float[(CHUNK + 1) * order * LANES];
    right = new float[order * LANES];
    sum = new float[order * LANES];
    weights = new float[order * LANES];
  }

  void clearStateGradients() {
    Arrays.fill(stateGradient, 0);
  }

  /// Runs the chunk from the state at `start[startAt …]` for the channels whose parameters start at
  /// `parametersAt`, keeping every state.
  void run(float[] start, int startAt, LaneParameters parameters, int parametersAt, int tokens) {
    System.arraycopy(start, startAt, states, 0, order * LANES);
    matrix.take(parameters.values, parametersAt);
    matrix.factor(block.step, tokens);
    FloatVector sigma =
        scan.isScaled()
            ? matrix.parameter(order - 1).mul(2f).sqrt()
            : FloatVector.broadcast(SPECIES, 1f);
    sigma.intoArray(scale, 0);
    for (int t = 0; t < tokens; t++) {
      open.take(t);
      if (scan.isObservable()) {
        advanceObservable(t);
      } else {
        advanceControllable(t);
      }
    }
  }

  void keepLastState(int at, int tokens) {
    System.arraycopy(states, tokens * order * LANES, state, at, order * LANES);
  }

  private void advanceControllable(int t) {
    int from = t * order * LANES;
    int last = (order - 1) * LANES;
    FloatVector step = vector(block.step, t * LANES);
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = vector(states, from + i);
      h.add(h).intoArray(right, i);
    }
    FloatVector drive = step.mul(vector(block.input, t * LANES));
    drive.fma(vector(scale, 0), vector(right, last)).intoArray(right, last);
    matrix.solve(t, right, sum);
    FloatVector y = FloatVector.zero(SPECIES);
    int to = from + order * LANES;
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = vector(sum, i).sub(vector(states, from + i));
      h.intoArray(states, to + i);
      y = h.fma(vector(open.values, i), y);
    }
    y.intoArray(block.output, t * LANES);
  }

  private void advanceObservable(int t) {
    int from = t * order * LANES;
    int last = (order - 1) * LANES;
    FloatVector step = vector(block.step, t * LANES);
    FloatVector drive = step.mul(vector(block.input, t * LANES));
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = vector(states, from + i);
      drive.fma(vector(open.values, i), h.add(h)).intoArray(right, i);
    }
    matrix.solveTransposed(t, right, sum);
    int to = from + order * LANES;
    for (int i = 0; i <= last; i += LANES) {
      vector(sum, i).sub(vector(states, from + i)).intoArray(states, to + i);
    }
    vector(states, to + last).mul(vector(scale, 0)).intoArray(block.output, t * LANES);
  }

  /// The chunk backwards, for the channels whose states start at `at` and whose parameters at
  /// `parametersAt`, after [#run].
  void adjoint(int at, float[] gradients, int parametersAt, int tokens) {
    parameterGradients = gradients;
    Arrays.fill(scaleGradient, 0);
    for (int t = tokens - 1; t >= 0; t--) {
      open.take(t);
      if (scan.isObservable()) {
        adjointObservable(t, at, parametersAt);
      } else {
        adjointControllable(t, at, parametersAt);
      }
    }
    if (scan.isScaled()) {
      int to = parametersAt + (order - 1) * LANES;
      vector(scaleGradient, 0)
          .div(vector(scale, 0))
          .add(vector(gradients, to))
          .intoArray(gradients, to);
    }
  }

  private void adjointControllable(int t, int at, int parametersAt) {
    FloatVector step = vector(block.step, t * LANES);
    FloatVector dy = vector(block.outputGradient, t * LANES);
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    int openAt = open.gradientsAt(t);
    for (int i = 0; i <= last; i += LANES) {
      FloatVector h = vector(states, after + i);
      dy.fma(h, vector(open.gradients, openAt + i)).intoArray(open.gradients, openAt + i);
      dy.fma(vector(open.values, i), vector(stateGradient, at + i)).intoArray(right, i);
      h.add(vector(states, before + i)).intoArray(sum, i);
    }
    matrix.solveTransposed(t, right, weights);
    matrix.differentiate(t, weights, sum, parameterGradients, parametersAt, form);
    FloatVector top = vector(weights, last);
    FloatVector u = vector(block.input, t * LANES);
    step.mul(u).fma(top, vector(scaleGradient, 0)).intoArray(scaleGradient, 0);
    top.mul(vector(scale, 0)).intoArray(driven, 0);
    finishAdjoint(t, at);
  }

  private void adjointObservable(int t, int at, int parametersAt) {
    FloatVector step = vector(block.step, t * LANES);
    FloatVector dy = vector(block.outputGradient, t * LANES);
    int last = (order - 1) * LANES;
    int before = t * order * LANES;
    int after = before + order * LANES;
    for (int i = 0; i <= last; i += LANES) {
      vector(stateGradient, at + i).intoArray(right, i);
      vector(states, after + i).add(vector(states, before + i)).intoArray(sum, i);
    }
    dy.fma(vector(scale, 0), vector(right, last)).intoArray(right, last);
    dy.fma(vector(states, after + last), vector(scaleGradient, 0)).intoArray(scaleGradient, 0);
    matrix.solve(t, right, weights);
    matrix.differentiate(t, sum, weights, parameterGradients, parametersAt, form);
    FloatVector drive = step.mul(vector(block.input, t * LANES));
    FloatVector inner = FloatVector.zero(SPECIES);
    int openAt = open.gradientsAt(t);
    for (int i = 0; i <= last; i += LANES) {
      FloatVector w = vector(weights, i);
      inner = w.fma(vector(open.values, i), inner);
      drive.fma(w, vector(open.gradients, openAt + i)).intoArray(open.gradients, openAt + i);
    }
    inner.intoArray(driven, 0);
    finishAdjoint(t, at);
  }

  private void finishAdjoint(int t, int at) {
    int last = (order - 1) * LANES;
    for (int i = 0; i <= last; i += LANES) {
      FloatVector w = vector(weights, i);
      w.add(w).sub(vector(right, i)).intoArray(stateGradient, at + i);
    }
    FloatVector step = vector(block.step, t * LANES);
    FloatVector input = vector(driven, 0);
    input
        .fma(vector(block.input, t * LANES), vector(form, 0).mul(0.5f))
        .intoArray(block.stepGradient, t * LANES);
    input.mul(step).intoArray(block.inputGradient, t * LANES);
    if (matrix.prefersDifferences(t)) {
      takeDifferences(t);
    }
  }

  private void takeDifferences(int t) {
    int before = t * order * LANES;
    int after = before + order * LANES;
    FloatVector slope = FloatVector.zero(SPECIES);
    for (int i = 0; i < order * LANES; i += LANES) {
      slope =
          vector(weights, i).fma(vector(states, after + i).sub(vector(states, before + i)), slope);
    }
    slope
        .div(vector(block.step, t * LANES))
        .intoArray(block.stepGradient, t * LANES, matrix.large(t));
  }

  /// The first place, as `token · lanes + lane`, whose step is not safe, or −1.
  int firstUnsafe(int tokens) {
    VectorMask<Float> safe = VectorMask.fromLong(SPECIES, -1L);
    for (int i = 0; i < tokens * LANES; i += LANES) {
      FloatVector here = vector(matrix.safety, i);
      safe =
          safe.and(here.compare(VectorOperators.GE, SMALLEST_SAFETY))
              .and(here.compare(VectorOperators.LE, Float.MAX_VALUE));
    }
    if (safe.allTrue()) {
      return -1;
    }
    int i = 0;
    while (matrix.safety[i] >= SMALLEST_SAFETY && matrix.safety[i] <= Float.MAX_VALUE) {
      i++;
    }
    return i;
  }

  float safety(int place) {
    return matrix.safety[place];
  }

  private static FloatVector vector(float[] from, int index) {
    return FloatVector.fromArray(SPECIES, from, index);
  }
}
