package org.statescope.training.cpu;

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

  HeadPairs(HeadDecays decays) {
    this.decays = decays;
    stride = decays.stride;
    crossing = new float[stride];
    columnSums = new float[stride];
    diagonal = new float[stride];
  }

  /// M_ts = products_ts exp(…) b̄_s, and D added on the diagonal.
  ///
  /// @param products C_t·B_s
  void weights(
      int head, int tokens, float feedThrough, MemorySegment memory, long products, long weights) {
    int first = head * stride;
    for (int t = 0; t < tokens; t++) {
      long row = (long) t * stride;
      for (int s = 0; s < tokens; s += LANES) {
        if (s > t) {
          Memory.store(FloatVector.zero(SPECIES), memory, weights + row + s);
        } else {
          FloatVector weight =
              decays
                  .between(first, s, t, t - s + 1)
                  .mul(FloatVector.fromArray(SPECIES, decays.gains.gain, first + s))
                  .mul(Memory.load(memory, products + row + s, tokens - s));
          Memory.store(weight, memory, weights + row + s);
        }
      }
      long onDiagonal = weights + row + t;
      Memory.set(memory, onDiagonal, Memory.get(memory, onDiagonal) + feedThrough);
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
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int s = 0; s < tokens; s += LANES) {
        if (s > t) {
          Memory.store(FloatVector.zero(SPECIES), memory, weights + row + s);
          if (head == 0) {
            Memory.store(FloatVector.zero(SPECIES), memory, productGradients + row + s);
          }
        } else {
          FloatVector decay = decays.between(first, s, t, t - s);
          FloatVector step = FloatVector.fromArray(SPECIES, decays.gains.gain, first + s);
          FloatVector weight = decay.mul(Memory.load(memory, products + row + s, tokens - s));
          FloatVector gradient = Memory.load(memory, gradients + row + s, tokens - s);
          Memory.store(weight, memory, weights + row + s);
          Memory.put(
              head > 0, gradient.mul(decay).mul(step), memory, productGradients + row + s, LANES);
          FloatVector column = gradient.fma(weight, FloatVector.fromArray(SPECIES, columnSums, s));
          column.intoArray(columnSums, s);
          FloatVector earlier =
              t - s < LANES
                  ? FloatVector.zero(SPECIES).blend(column, VectorMath.firstLanes(t - s))
                  : column;
          sum = earlier.fma(step, sum);
        }
      }
      crossing[t] = VectorMath.sum(sum);
      long at = row + t;
      float product = Memory.get(memory, products + at);
      float gradient = Memory.get(memory, gradients + at);
      float before = Memory.get(memory, productGradients + at);
      Memory.set(memory, weights + at, product);
      Memory.set(memory, productGradients + at, before + gradient * decays.gains.gain[first + t]);
      diagonal[t] = product * gradient;
    }
  }
}
