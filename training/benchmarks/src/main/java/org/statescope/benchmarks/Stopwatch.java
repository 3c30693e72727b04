package org.statescope.benchmarks;

import java.util.Arrays;

/// Median times of repeated work.
final class Stopwatch {
  private static final double NANOSECONDS = 1e-9;

  private Stopwatch() {}

  /// Runs `work` at least `warmup` times and then `repeats` times.
  ///
  /// @return the median of the latter, in seconds
  static double median(int warmup, int repeats, Runnable work) {
    for (int i = 0; i < warmup; i++) {
      work.run();
    }
    double[] seconds = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      long start = System.nanoTime();
      work.run();
      seconds[i] = (System.nanoTime() - start) * NANOSECONDS;
    }
    Arrays.sort(seconds);
    return seconds[repeats / 2];
  }
}
