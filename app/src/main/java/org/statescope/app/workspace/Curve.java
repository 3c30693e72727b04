package org.statescope.app.workspace;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.OptionalDouble;

/// The points of one scalar in increasing step; immutable.
public final class Curve {
  public static final Curve EMPTY = new Curve(new long[0], new double[0]);

  private final long[] steps;
  private final double[] values;
  private final double lowest;
  private final double highest;

  Curve(long[] steps, double[] values) {
    if (steps.length != values.length) {
      throw new IllegalArgumentException(
          "a curve has " + steps.length + " steps but " + values.length + " values");
    }
    this.steps = steps;
    this.values = values;
    // Tables ask for them on the JavaFX thread, curves are made elsewhere.
    DoubleSummaryStatistics extremes = Arrays.stream(values).summaryStatistics();
    lowest = extremes.getMin();
    highest = extremes.getMax();
  }

  public int size() {
    return steps.length;
  }

  public OptionalDouble last() {
    return size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(values[size() - 1]);
  }

  public OptionalDouble lowest() {
    return size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(lowest);
  }

  public OptionalDouble highest() {
    return size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(highest);
  }

  /// The middle value, the upper one of two.
  public OptionalDouble median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[size() / 2]);
  }

  /// The newest value at or before the step; empty before the first point.
  public OptionalDouble at(long step) {
    int found = Arrays.binarySearch(steps, step);
    int index = found >= 0 ? found : -found - 2;
    return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(values[index]);
  }

  /// Means over at most `buckets` stretches of equally many points, oldest first: the whole curve
  /// in little.
  public double[] summary(int buckets) {
    int count = Math.min(buckets, size());
    double[] means = new double[count];
    for (int bucket = 0; bucket < count; bucket++) {
      int from = (int) ((long) bucket * size() / count);
      int to = (int) ((long) (bucket + 1) * size() / count);
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += values[i];
      }
      means[bucket] = sum / (to - from);
    }
    return means;
  }
}
