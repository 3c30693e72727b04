package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Loads and stores of float32 values counted in values, not bytes. Vectors are loaded and stored
/// where they are used, see [VectorMath].
final class Memory {
  static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private Memory() {}

  /// Stores a value, or adds it to what is there.
  static void put(boolean add, float value, MemorySegment to, long index) {
    set(to, index, add ? get(to, index) + value : value);
  }

  static float get(MemorySegment from, long index) {
    return from.getAtIndex(FLOAT, index);
  }

  static void set(MemorySegment to, long index, float value) {
    to.setAtIndex(FLOAT, index, value);
  }

  /// `count` rounded down to whole vectors.
  static int whole(int count) {
    return count - count % LANES;
  }

  /// `columns` rounded up to whole vectors.
  static int padded(int columns) {
    return Math.ceilDiv(columns, LANES) * LANES;
  }
}
