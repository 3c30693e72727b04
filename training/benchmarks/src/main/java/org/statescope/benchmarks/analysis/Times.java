package org.statescope.benchmarks.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Times of repeated work, in milliseconds.
///
/// @param best the shortest
/// @param median the middle one
record Times(double best, double median) {
  private static final double MILLION = 1e6;
  private static final long MEASURED_NANOSECONDS = 1_000_000_000L;
  private static final int FEWEST_RUNS = 3;

  /// Runs the work once to warm up, then for a second and at least three times.
  static Times of(Runnable work) {
    work.run();
    List<Double> times = new ArrayList<>();
    long start = System.nanoTime();
    while (times.size() < FEWEST_RUNS || System.nanoTime() - start < MEASURED_NANOSECONDS) {
      long before = System.nanoTime();
      work.run();
      times.add((System.nanoTime() - before) / MILLION);
    }
    Collections.sort(times);
    return new Times(times.getFirst(), times.get(times.size() / 2));
  }
}
