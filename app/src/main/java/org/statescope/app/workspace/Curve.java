package org.statescope.app.workspace;

import java.util.DoubleSummaryStatistics;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.statescope.training.run.event.ScalarView;

/// The points of one scalar in increasing step; immutable.
public final class Curve {
  public static final Curve EMPTY = new Curve(ScalarView.EMPTY);

  private final ScalarView points;
  private final double lowest;
  private final double highest;

  Curve(ScalarView points) {
    this.points = points;
    // Tables ask for them on the JavaFX thread, curves are made elsewhere.
    DoubleSummaryStatistics extremes = values().summaryStatistics();
    lowest = extremes.getMin();
    highest = extremes.getMax();
  }

  private DoubleStream values() {
    return IntStream.range(0, points.size()).mapToDouble(points::value);
  }

  public int size() {
    return points.size();
  }

  public OptionalDouble last() {
    return size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(points.value(size() - 1));
  }

  public OptionalDouble lowest() {
    return size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(lowest);
  }

  public OptionalDouble highest() {
    return size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(highest);
  }

  /// The middle value, the upper one of two.
  public OptionalDouble median() {
    double[] sorted = values().sorted().toArray();
    return size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[size() / 2]);
  }

  /// The newest value at or before the step; empty before the first point.
  public OptionalDouble at(long step) {
    int index = points.indexAt(step);
    return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(points.value(index));
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
        sum += points.value(i);
      }
      means[bucket] = sum / (to - from);
    }
    return means;
  }
}
