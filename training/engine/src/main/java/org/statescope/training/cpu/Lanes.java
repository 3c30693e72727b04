package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;

/// Sums over the lanes of stored vectors.
final class Lanes {
  private Lanes() {}

  /// Writes the sum of the lanes of the vector at `at`, or adds it; the lanes are overwritten.
  static void put(boolean add, float[] vectors, int at, MemorySegment to, long index) {
    float sum = VectorMath.sum(vectors, at);
    Memory.set(to, index, add ? Memory.get(to, index) + sum : sum);
  }
}
