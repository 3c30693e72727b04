package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Neighbouring channels of successive tokens between memory, whose rows are `stride` values apart,
/// and arrays packed `(token, lane)`.
///
/// Each loop makes and consumes its vectors itself, by the library's own methods alone, and chooses
/// nothing between them. The compiler inlines those methods in any case, but ours no longer when
/// what it compiles together, which depends on everything that ran before, has grown too large; and
/// a vector that crosses a call goes to the heap.
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
