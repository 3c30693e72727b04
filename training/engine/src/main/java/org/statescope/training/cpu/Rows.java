package org.statescope.training.cpu;

import static jdk.incubator.vector.FloatVector.fromMemorySegment;
import static org.statescope.training.cpu.Memory.ORDER;
import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Arithmetic on runs of neighbouring values: whole vectors, then what is left one by one, with the
/// same bits.
///
/// The last values do not go through a masked vector: a rare branch that yields a vector is not
/// inlined, and then the frequent one puts its vectors on the heap too. Loops as in [PackedRows].
final class Rows {
  private Rows() {}

  /// to = left + right.
  static void sum(
      MemorySegment left,
      long leftAt,
      MemorySegment right,
      long rightAt,
      MemorySegment to,
      long toAt,
      int count) {
    int whole = Memory.whole(count);
    for (int c = 0; c < whole; c += LANES) {
      fromMemorySegment(SPECIES, left, (leftAt + c) * Float.BYTES, ORDER)
          .add(fromMemorySegment(SPECIES, right, (rightAt + c) * Float.BYTES, ORDER))
          .intoMemorySegment(to, (toAt + c) * Float.BYTES, ORDER);
    }
    for (int c = whole; c < count; c++) {
      Memory.set(to, toAt + c, Memory.get(left, leftAt + c) + Memory.get(right, rightAt + c));
    }
  }

  /// to = from, or to += from.
  static void put(
      boolean add, MemorySegment from, long fromAt, MemorySegment to, long toAt, int count) {
    if (add) {
      sum(to, toAt, from, fromAt, to, toAt, count);
    } else {
      MemorySegment.copy(
          from, fromAt * Float.BYTES, to, toAt * Float.BYTES, (long) count * Float.BYTES);
    }
  }

  /// to = factor · from.
  static void scale(
      float factor, MemorySegment from, long fromAt, MemorySegment to, long toAt, int count) {
    int whole = Memory.whole(count);
    for (int c = 0; c < whole; c += LANES) {
      fromMemorySegment(SPECIES, from, (fromAt + c) * Float.BYTES, ORDER)
          .mul(factor)
          .intoMemorySegment(to, (toAt + c) * Float.BYTES, ORDER);
    }
    for (int c = whole; c < count; c++) {
      Memory.set(to, toAt + c, Memory.get(from, fromAt + c) * factor);
    }
  }

  /// to = left · leftFrom + right · rightFrom, or to += it.
  static void combine(
      boolean add,
      float left,
      MemorySegment leftFrom,
      long leftAt,
      float right,
      MemorySegment rightFrom,
      long rightAt,
      MemorySegment to,
      long toAt,
      int count) {
    int whole = Memory.whole(count);
    for (int c = 0; c < whole; c += LANES) {
      long offset = (toAt + c) * Float.BYTES;
      FloatVector sum =
          fromMemorySegment(SPECIES, rightFrom, (rightAt + c) * Float.BYTES, ORDER)
              .fma(
                  FloatVector.broadcast(SPECIES, right),
                  fromMemorySegment(SPECIES, leftFrom, (leftAt + c) * Float.BYTES, ORDER)
                      .mul(left));
      if (add) {
        sum = sum.add(fromMemorySegment(SPECIES, to, offset, ORDER));
      }
      sum.intoMemorySegment(to, offset, ORDER);
    }
    for (int c = whole; c < count; c++) {
      float sum =
          Math.fma(
              Memory.get(rightFrom, rightAt + c), right, Memory.get(leftFrom, leftAt + c) * left);
      Memory.put(add, sum, to, toAt + c);
    }
  }

  /// to = from, or to += from.
  static void put(boolean add, float[] from, MemorySegment to, long toAt, int count) {
    if (!add) {
      MemorySegment.copy(from, 0, to, Memory.FLOAT, toAt * Float.BYTES, count);
      return;
    }
    int whole = Memory.whole(count);
    for (int c = 0; c < whole; c += LANES) {
      long offset = (toAt + c) * Float.BYTES;
      FloatVector.fromArray(SPECIES, from, c)
          .add(fromMemorySegment(SPECIES, to, offset, ORDER))
          .intoMemorySegment(to, offset, ORDER);
    }
    for (int c = whole; c < count; c++) {
      Memory.set(to, toAt + c, Memory.get(to, toAt + c) + from[c]);
    }
  }

  /// Σ left · right.
  ///
  /// @param lanes scratch of one vector
  static float dot(
      MemorySegment left,
      long leftAt,
      MemorySegment right,
      long rightAt,
      int count,
      float[] lanes) {
    int whole = Memory.whole(count);
    FloatVector products = FloatVector.zero(SPECIES);
    for (int c = 0; c < whole; c += LANES) {
      products =
          fromMemorySegment(SPECIES, left, (leftAt + c) * Float.BYTES, ORDER)
              .fma(fromMemorySegment(SPECIES, right, (rightAt + c) * Float.BYTES, ORDER), products);
    }
    products.intoArray(lanes, 0);
    float sum = VectorMath.sum(lanes, 0);
    for (int c = whole; c < count; c++) {
      sum = Math.fma(Memory.get(left, leftAt + c), Memory.get(right, rightAt + c), sum);
    }
    return sum;
  }
}
