package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;

/// Loads and stores of float32 values counted in values, not bytes.
final class Memory {
  static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private Memory() {}

  static FloatVector load(MemorySegment from, long index) {
    return FloatVector.fromMemorySegment(SPECIES, from, index * Float.BYTES, ORDER);
  }

  static void store(FloatVector value, MemorySegment to, long index) {
    value.intoMemorySegment(to, index * Float.BYTES, ORDER);
  }

  /// Stores a vector, or adds it to what is there.
  static void put(boolean add, FloatVector value, MemorySegment to, long index) {
    // Not by load and store: what is called rarely is not inlined unless the library forces it.
    long offset = index * Float.BYTES;
    FloatVector sum = value;
    if (add) {
      sum = value.add(FloatVector.fromMemorySegment(SPECIES, to, offset, ORDER));
    }
    sum.intoMemorySegment(to, offset, ORDER);
  }

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
