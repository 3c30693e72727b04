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

  /// The first `count` lanes, the others zero.
  static FloatVector load(MemorySegment from, long index, int count) {
    return count >= LANES ? load(from, index) : loadTail(from, index, count);
  }

  /// Apart from [#load], so that this stays small enough to be inlined: a vector that crosses a
  /// call goes to the heap.
  private static FloatVector loadTail(MemorySegment from, long index, int count) {
    return FloatVector.fromMemorySegment(
        SPECIES, from, index * Float.BYTES, ORDER, VectorMath.firstLanes(count));
  }

  static void store(FloatVector value, MemorySegment to, long index) {
    value.intoMemorySegment(to, index * Float.BYTES, ORDER);
  }

  /// Stores the first `count` lanes.
  static void store(FloatVector value, MemorySegment to, long index, int count) {
    if (count >= LANES) {
      store(value, to, index);
    } else {
      storeTail(value, to, index, count);
    }
  }

  private static void storeTail(FloatVector value, MemorySegment to, long index, int count) {
    value.intoMemorySegment(to, index * Float.BYTES, ORDER, VectorMath.firstLanes(count));
  }

  /// Stores the first `count` lanes, or adds them to what is there.
  static void put(boolean add, FloatVector value, MemorySegment to, long index, int count) {
    store(add ? load(to, index, count).add(value) : value, to, index, count);
  }

  static float get(MemorySegment from, long index) {
    return from.getAtIndex(FLOAT, index);
  }

  static void set(MemorySegment to, long index, float value) {
    to.setAtIndex(FLOAT, index, value);
  }

  /// `columns` rounded up to whole vectors.
  static int padded(int columns) {
    return Math.ceilDiv(columns, LANES) * LANES;
  }
}
