package org.statescope.training.cpu;

import static org.statescope.training.cpu.VectorMath.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Sums over the lanes of stored vectors.
final class Lanes {
  private Lanes() {}

  /// Writes the sum of the lanes of the vector at `at`, or adds it.
  static void put(boolean add, float[] vectors, int at, MemorySegment to, long index) {
    float sum = VectorMath.sum(FloatVector.fromArray(SPECIES, vectors, at));
    Memory.set(to, index, add ? Memory.get(to, index) + sum : sum);
  }
}
