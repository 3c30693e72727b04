package org.statescope.benchmarks;

import java.util.Arrays;

/// Median times of repeated work.
public final class Stopwatch {
  private static final double NANOSECONDS = 1e-9;
  private static final int MOST = 10_000;

  /// The median of `count` runs in seconds.
  public record Times(double median, int count) {}

  private Stopwatch() {}

  /// Runs `work` `warmup` times and then `repeats` times.
  ///
  /// @return the median of the latter, in seconds
  public static double median(int warmup, int repeats, Runnable work) {
    for (int i = 0; i < warmup; i++) {
      work.run();
    }
    return within(0, repeats, work).median();
  }

  /// Runs `work` until `seconds` have passed, at least `least` times.
  public static Times within(double seconds, int least, Runnable work) {
    double[] times = new double[MOST];
    double total = 0;
    int count = 0;
    while (count < MOST && (count < least || total < seconds)) {
      long start = System.nanoTime();
      work.run();
      times[count] = (System.nanoTime() - start) * NANOSECONDS;
      total += times[count++];
    }
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return new Times(sorted[count / 2], count);
  }
}
