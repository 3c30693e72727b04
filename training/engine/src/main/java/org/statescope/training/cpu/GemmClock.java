package org.statescope.training.cpu;

/// Wall time spent in matrix products, for the benchmark.
final class GemmClock {
  private long nanoseconds;

  void add(long start) {
    nanoseconds += System.nanoTime() - start;
  }

  long nanoseconds() {
    return nanoseconds;
  }
}
