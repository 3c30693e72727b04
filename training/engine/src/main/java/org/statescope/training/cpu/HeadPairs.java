package org.statescope.training.cpu;

import static org.statescope.training.cpu.Memory.ORDER;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The passes over pairs of tokens (t, s) of a chunk: what token s has to say at token t. Matrices
/// are `(tokens, stride)` of [HeadDecays], lower triangular, zero above the diagonal.
final class HeadPairs {
  /// What the exponent of each token r of one head gets: Σ_{s<r≤t} K_ts b̄_s, where K_ts = dM_ts
  /// C_t·B_s exp(…) is what b̄_s gets. It is summed as it stands: as a difference of sums over rows
  /// and over columns it would drown, for a strong decay, in the rounding of pairs that cancel.
  final float[] crossing;

  /// Σ_{t>s} K_ts for each s.
  final float[] columnSums;

  /// K_tt.
  final float[] diagonal;

  private final HeadDecays decays;
  private final int stride;
  private final float[] decay;
  private final float[] lanes = new float[LANES];

  HeadPairs(HeadDecays decays) {
    this.decays = decays;
    stride = decays.stride;
    decay = new float[stride];
    crossing = new float[stride];
    columnSums = new float[stride];
    diagonal = new float[stride];
  }

  /// M_ts = products_ts exp(…) b̄_s, and D added on the diagonal.
  ///
  /// @param products C_t·B_s
  void weights(
      int head, int tokens, float feedThrough, MemorySegment memory, long products, long weights) {
    for (int t = 0; t < tokens; t++) {
      long row = (long) t * stride;
      weightsOf(t, head * stride, memory, products + row, weights + row);
      clear(t, tokens, memory, weights + row);
      long onDiagonal = weights + row + t;
      Memory.set(memory, onDiagonal, Memory.get(memory, onDiagonal) + feedThrough);
    }
  }

  // The loops below load and store by the library's own methods, which the compiler always inlines:
  // these loops are inlined into methods so large that it leaves out everything else.
  private void weightsOf(int t, int first, MemorySegment memory, long products, long weights) {
    decays.between(first, t, t + 1, decay);
    for (int s = 0; s <= t; s += LANES) {
      FloatVector product =
          FloatVector.fromMemorySegment(SPECIES, memory, (products + s) * Float.BYTES, ORDER);
      FloatVector.fromArray(SPECIES, decay, s)
          .mul(FloatVector.fromArray(SPECIES, decays.gains.gain, first + s))
          .mul(product)
          .intoMemorySegment(memory, (weights + s) * Float.BYTES, ORDER);
    }
  }

  /// Sets the vectors that lie wholly above the diagonal to zero.
  private static void clear(int t, int tokens, MemorySegment memory, long row) {
    for (int s = Memory.whole(t) + LANES; s < tokens; s += LANES) {
      FloatVector.zero(SPECIES).intoMemorySegment(memory, (row + s) * Float.BYTES, ORDER);
    }
  }

  /// Replaces the weights by products_ts exp(…), without b̄ and D, and fills the sums.
  ///
  /// @param gradients dM_ts = dy_t·u_s
  /// @param productGradients gets Σ_heads dM_ts exp(…) b̄_s: the first head writes, the others add
  void adjoint(
      int head,
      int tokens,
      MemorySegment memory,
      long products,
      long gradients,
      long weights,
      long productGradients) {
    Arrays.fill(columnSums, 0);
    int first = head * stride;
    for (int t = tokens - 1; t >= 0; t--) {
      long row = (long) t * stride;
      clear(t, tokens, memory, weights + row);
      if (head == 0) {
        clear(t, tokens, memory, productGradients + row);
      }
      pairsOf(
          t, first, memory, products + row, gradients + row, weights + row, productGradients + row);
      crossing[t] = sumsOf(t, first, memory, gradients + row, weights + row);
      long at = row + t;
      float product = Memory.get(memory, products + at);
      float gradient = Memory.get(memory, gradients + at);
      float before = Memory.get(memory, productGradients + at);
      Memory.set(memory, weights + at, product);
      Memory.set(memory, productGradients + at, before + gradient * decays.gains.gain[first + t]);
      diagonal[t] = product * gradient;
    }
  }

  /// The pairs of one t with s < t. The first head writes the gradients of the products.
  private void pairsOf(
      int t,
      int first,
      MemorySegment memory,
      long products,
      long gradients,
      long weights,
      long productGradients) {
    decays.between(first, t, t, decay);
    for (int s = 0; s <= t; s += LANES) {
      FloatVector product =
          FloatVector.fromMemorySegment(SPECIES, memory, (products + s) * Float.BYTES, ORDER);
      FloatVector gradient =
          FloatVector.fromMemorySegment(SPECIES, memory, (gradients + s) * Float.BYTES, ORDER);
      FloatVector between = FloatVector.fromArray(SPECIES, decay, s);
      between.mul(product).intoMemorySegment(memory, (weights + s) * Float.BYTES, ORDER);
      FloatVector sum =
          gradient.mul(between.mul(FloatVector.fromArray(SPECIES, decays.gains.gain, first + s)));
      if (first > 0) {
        sum =
            sum.add(
                FloatVector.fromMemorySegment(
                    SPECIES, memory, (productGradients + s) * Float.BYTES, ORDER));
      }
      sum.intoMemorySegment(memory, (productGradients + s) * Float.BYTES, ORDER);
    }
  }

  /// Adds K_ts to the sums over columns and returns what the exponent of t gets.
  private float sumsOf(int t, int first, MemorySegment memory, long gradients, long weights) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int s = 0; s <= t; s += LANES) {
      FloatVector step = FloatVector.fromArray(SPECIES, decays.gains.gain, first + s);
      FloatVector gradient =
          FloatVector.fromMemorySegment(SPECIES, memory, (gradients + s) * Float.BYTES, ORDER);
      FloatVector weight =
          FloatVector.fromMemorySegment(SPECIES, memory, (weights + s) * Float.BYTES, ORDER);
      FloatVector column = gradient.fma(weight, FloatVector.fromArray(SPECIES, columnSums, s));
      column.intoArray(columnSums, s);
      FloatVector earlier = FloatVector.zero(SPECIES).blend(column, VectorMath.firstLanes(t - s));
      sum = earlier.fma(step, sum);
    }
    sum.intoArray(lanes, 0);
    return VectorMath.sum(lanes, 0);
  }
}
