package org.statescope.training.run.event;

import java.time.Instant;
import java.util.Arrays;

/// The points of one tag in increasing step, in plain arrays. A restart cuts off the steps it
/// reports again.
public final class ScalarSeries {
  private static final int FIRST_CAPACITY = 64;

  private long[] steps = new long[FIRST_CAPACITY];
  private double[] wallTimes = new double[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;

  public int size() {
    return size;
  }

  public long step(int index) {
    return steps[checked(index)];
  }

  /// Seconds since 1970.
  public double wallTime(int index) {
    return wallTimes[checked(index)];
  }

  public double value(int index) {
    return values[checked(index)];
  }

  /// A copy of all steps.
  public long[] steps() {
    return Arrays.copyOf(steps, size);
  }

  /// A copy of all wall times, seconds since 1970.
  public double[] wallTimes() {
    return Arrays.copyOf(wallTimes, size);
  }

  /// A copy of all values.
  public double[] values() {
    return Arrays.copyOf(values, size);
  }

  /// The index of the last point at or before the step; −1 if there is none.
  public int indexAt(long step) {
    int found = Arrays.binarySearch(steps, 0, size, step);
    return found >= 0 ? found : -found - 2;
  }

  /// Adds a point; a step that is not beyond the last one replaces the points from there on.
  void add(long step, Instant wallTime, double value) {
    if (size > 0 && step <= steps[size - 1]) {
      cutFrom(step);
    }
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      wallTimes = Arrays.copyOf(wallTimes, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    steps[size] = step;
    wallTimes[size] = wallTime.getEpochSecond() + wallTime.getNano() * 1e-9;
    values[size] = value;
    size++;
  }

  void cutFrom(long firstStep) {
    size = indexAt(firstStep - 1) + 1;
  }

  private int checked(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "Point %d of a series of %d points.".formatted(index, size));
    }
    return index;
  }
}
