package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Neighbouring channels of successive tokens between memory, whose rows are `stride` values apart,
/// and arrays packed `(token, lane)`.
///
/// Each loop stands in a method of its own that makes and consumes its vectors, and chooses nothing
/// between them: such a method is compiled to the same instructions whatever ran before in its
/// process.
final class PackedRows {
  private PackedRows() {}

  /// Lanes from `lanes` on become 0.
  static void load(MemorySegment from, long at, long stride, int tokens, int lanes, float[] to) {
    if (lanes == LANES) {
      loadWhole(from, at, stride, tokens, to);
      return;
    }
    for (int t = 0; t < tokens; t++) {
      for (int lane = 0; lane < LANES; lane++) {
        to[t * LANES + lane] = lane < lanes ? Memory.get(from, at + t * stride + lane) : 0;
      }
    }
  }

  private static void loadWhole(MemorySegment from, long at, long stride, int tokens, float[] to) {
    for (int t = 0; t < tokens; t++) {
      long offset = (at + t * stride) * Float.BYTES;
      FloatVector.fromMemorySegment(SPECIES, from, offset, Memory.ORDER).intoArray(to, t * LANES);
    }
  }

  /// Writes the first lanes of each row, or adds them to what is there.
  static void put(
      boolean add, float[] from, int tokens, int lanes, MemorySegment to, long at, long stride) {
    if (lanes == LANES) {
      if (add) {
        addWhole(from, tokens, to, at, stride);
      } else {
        storeWhole(from, tokens, to, at, stride);
      }
      return;
    }
    for (int t = 0; t < tokens; t++) {
      for (int lane = 0; lane < lanes; lane++) {
        Memory.put(add, from[t * LANES + lane], to, at + t * stride + lane);
      }
    }
  }

  private static void storeWhole(float[] from, int tokens, MemorySegment to, long at, long stride) {
    for (int t = 0; t < tokens; t++) {
      long offset = (at + t * stride) * Float.BYTES;
      FloatVector.fromArray(SPECIES, from, t * LANES).intoMemorySegment(to, offset, Memory.ORDER);
    }
  }

  private static void addWhole(float[] from, int tokens, MemorySegment to, long at, long stride) {
    for (int t = 0; t < tokens; t++) {
      long offset = (at + t * stride) * Float.BYTES;
      FloatVector.fromMemorySegment(SPECIES, to, offset, Memory.ORDER)
          .add(FloatVector.fromArray(SPECIES, from, t * LANES))
          .intoMemorySegment(to, offset, Memory.ORDER);
    }
  }
}
