package org.statescope.training.cpu;

import static org.statescope.training.cpu.ScanTile.LONGEST;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The bilinear recurrence of a canonical form for one vector of channels, and the scratch of one
/// thread: what the kernels of all forms have in common.
///
/// v = h + h' solves (I − δA) v = 2h + Δ b u with δ = Δ/2; h' = v − h. Backwards, with g the
/// gradient of h', (I − δA)ᵀ w = g; the gradient of h is (I + δA)ᵀ w = 2w − g, that of the
/// parameters δ wᵀ (∂A) v, du = Δ bᵀw, db = Δ u w and dΔ = ½ wᵀAv + u bᵀw.
///
/// The controllable forms have b = σ e_N fixed and the read-out open; the observable forms are
/// transposed, with b open and the read-out σ e_Nᵀ. σ is 1, or √(2g) with g the last parameter.
///
/// No method that is called more often than once for a chunk is abstract, and none takes or returns
/// a vector: where the compiler does not inline a call, a vector that crosses it is an object on
/// the heap.
abstract class ScanStep {
  /// Below this the safety of a step, which is at least 1 for a stable A, is called unsafe; so is
  /// one that is not finite.
  static final float SMALLEST_SAFETY = 1e-3f;

  final SignalBlock block;

  /// h of all channels, carried from chunk to chunk.
  final float[] state;

  final OpenVector open;

  final int order;
  final StepMatrix matrix;

  /// σ of the channels at hand, one for each lane.
  final float[] scale = new float[LANES];

  /// Gradient of σ of all channels, carried from chunk to chunk.
  final float[] scaleGradient;

  final float[] stateGradient;

  /// h before the first token of the chunk and after each, `(token, state, lane)`.
  final float[] states;

  private final CanonicalScan scan;

  ScanStep(CanonicalScan scan, SignalBlock block, OpenVector open, StepMatrix matrix, int padded) {
    this.scan = scan;
    this.block = block;
    this.open = open;
    this.matrix = matrix;
    order = matrix.order;
    state = new float[order * padded];
    stateGradient = new float[order * padded];
    scaleGradient = new float[padded];
    states = new float[(LONGEST + 1) * order * LANES];
  }

  final void clearStateGradients() {
    Arrays.fill(stateGradient, 0);
    Arrays.fill(scaleGradient, 0);
  }

  /// Runs the chunk from the state at `start[startAt …]` for the channels whose parameters start at
  /// `parametersAt`, keeping every state.
  final void run(
      float[] start, int startAt, LaneParameters parameters, int parametersAt, int tokens) {
    System.arraycopy(start, startAt, states, 0, order * LANES);
    take(parameters, parametersAt);
    matrix.factor(block.step, tokens);
    advance(tokens);
  }

  /// Chooses the channels whose parameters start at `parametersAt`.
  final void take(LaneParameters parameters, int parametersAt) {
    matrix.take(parameters.values, parametersAt);
    int last = parametersAt + (order - 1) * LANES;
    for (int lane = 0; lane < LANES; lane++) {
      scale[lane] = scan.isScaled() ? (float) Math.sqrt(2 * parameters.values[last + lane]) : 1;
    }
  }

  /// All tokens of the chunk, with the matrix made ready.
  abstract void advance(int tokens);

  /// The chunk backwards, for the channels whose states, and gradients of the parameters, start at
  /// `at`, after [#run].
  abstract void adjoint(int at, float[] gradients, int tokens);

  /// Completes those gradients, after the last [#adjoint] of a sequence, by σ's: dσ/dg = 1/σ. The
  /// channels are chosen by [#take].
  final void finish(int at, float[] gradients) {
    int last = at + (order - 1) * LANES;
    for (int lane = 0; scan.isScaled() && lane < LANES; lane++) {
      gradients[last + lane] += scaleGradient[at / order + lane] / scale[lane];
    }
  }

  final void keepLastState(int at, int tokens) {
    System.arraycopy(states, tokens * order * LANES, state, at, order * LANES);
  }

  /// The first place, as `token · lanes + lane`, whose step is not safe, or −1.
  final int firstUnsafe(int tokens) {
    FloatVector smallest = FloatVector.broadcast(SPECIES, Float.MAX_VALUE);
    FloatVector largest = FloatVector.zero(SPECIES);
    for (int i = 0; i < tokens * LANES; i += LANES) {
      FloatVector here = FloatVector.fromArray(SPECIES, matrix.safety, i);
      smallest = smallest.min(here);
      largest = largest.max(here);
    }
    if (smallest.reduceLanes(VectorOperators.MIN) >= SMALLEST_SAFETY
        && largest.reduceLanes(VectorOperators.MAX) <= Float.MAX_VALUE) {
      return -1;
    }
    int i = 0;
    while (matrix.safety[i] >= SMALLEST_SAFETY && matrix.safety[i] <= Float.MAX_VALUE) {
      i++;
    }
    return i;
  }

  final float safety(int place) {
    return matrix.safety[place];
  }
}
