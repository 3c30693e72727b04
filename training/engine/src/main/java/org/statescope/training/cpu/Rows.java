package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Arithmetic on runs of neighbouring values: whole vectors, then what is left one by one, with the
/// same bits.
///
/// The last values do not go through a masked vector: a rare branch that yields a vector is not
/// inlined, and then the frequent one puts its vectors on the heap too.
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
      Memory.store(
          Memory.load(left, leftAt + c).add(Memory.load(right, rightAt + c)), to, toAt + c);
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
      Memory.store(Memory.load(from, fromAt + c).mul(factor), to, toAt + c);
    }
    for (int c = whole; c < count; c++) {
      Memory.set(to, toAt + c, Memory.get(from, fromAt + c) * factor);
    }
  }

  /// to = left · leftFrom + right · rightFrom, or added to what is there.
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
      FloatVector sum =
          Memory.load(rightFrom, rightAt + c)
              .fma(
                  FloatVector.broadcast(SPECIES, right),
                  Memory.load(leftFrom, leftAt + c).mul(left));
      Memory.put(add, sum, to, toAt + c);
    }
    for (int c = whole; c < count; c++) {
      float sum =
          Math.fma(
              Memory.get(rightFrom, rightAt + c), right, Memory.get(leftFrom, leftAt + c) * left);
      Memory.put(add, sum, to, toAt + c);
    }
  }

  /// Σ left · right.
  static float dot(MemorySegment left, long leftAt, MemorySegment right, long rightAt, int count) {
    int whole = Memory.whole(count);
    FloatVector products = FloatVector.zero(SPECIES);
    for (int c = 0; c < whole; c += LANES) {
      products = Memory.load(left, leftAt + c).fma(Memory.load(right, rightAt + c), products);
    }
    float sum = VectorMath.sum(products);
    for (int c = whole; c < count; c++) {
      sum = Math.fma(Memory.get(left, leftAt + c), Memory.get(right, rightAt + c), sum);
    }
    return sum;
  }
}
