package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.LANES;
import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Arithmetic on runs of neighbouring channels, which one head's factor multiplies.
final class HeadRows {
  private HeadRows() {}

  /// to = factor · from.
  static void scale(
      float factor, MemorySegment from, long fromAt, MemorySegment to, long toAt, int count) {
    for (int c = 0; c < count; c += LANES) {
      int lanes = count - c;
      Memory.store(Memory.load(from, fromAt + c, lanes).mul(factor), to, toAt + c, lanes);
    }
  }

  /// to += from.
  static void add(MemorySegment from, long fromAt, MemorySegment to, long toAt, int count) {
    for (int c = 0; c < count; c += LANES) {
      int lanes = count - c;
      Memory.put(true, Memory.load(from, fromAt + c, lanes), to, toAt + c, lanes);
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
    for (int c = 0; c < count; c += LANES) {
      int lanes = count - c;
      FloatVector sum =
          Memory.load(rightFrom, rightAt + c, lanes)
              .fma(
                  FloatVector.broadcast(SPECIES, right),
                  Memory.load(leftFrom, leftAt + c, lanes).mul(left));
      Memory.put(add, sum, to, toAt + c, lanes);
    }
  }

  static float dot(MemorySegment left, long leftAt, MemorySegment right, long rightAt, int count) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int c = 0; c < count; c += LANES) {
      int lanes = count - c;
      sum = Memory.load(left, leftAt + c, lanes).fma(Memory.load(right, rightAt + c, lanes), sum);
    }
    return VectorMath.sum(sum);
  }
}
