package org.statescope.benchmarks.device;

/// The time that all measurements have together.
record Deadline(long nanoTime) {
  private static final double NANOSECONDS = 1e-9;

  static Deadline in(double seconds) {
    return new Deadline(System.nanoTime() + (long) (seconds / NANOSECONDS));
  }

  /// Seconds left; negative when they are over.
  double left() {
    return (nanoTime - System.nanoTime()) * NANOSECONDS;
  }
}
