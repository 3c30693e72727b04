package org.statescope.training.run.event;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/// A distribution as TensorBoard keeps it.
///
/// @param limits upper ends of the buckets, increasing; bucket k holds values in (limits[k−1],
///   limits[k]]
/// @param counts how many values each bucket holds
public record HistogramBuckets(
    double minimum,
    double maximum,
    double number,
    double sum,
    double sumOfSquares,
    double[] limits,
    double[] counts) {

  public HistogramBuckets {
    if (limits.length != counts.length) {
      throw new IllegalArgumentException(
          "The histogram has %d bucket limits but %d counts."
              .formatted(limits.length, counts.length));
    }
  }

  /// Sorts finite values into buckets of equal width between their extremes.
  ///
  /// Equal values fall into one bucket that ends at the value. A value on a limit belongs to the
  /// bucket below.
  ///
  /// @throws IllegalArgumentException if there are no values, or one is not finite
  public static HistogramBuckets linear(double[] values, int buckets) {
    DoubleSummaryStatistics range = rangeOf(values);
    return sort(values, limits(range.getMin(), range.getMax(), buckets));
  }

  /// Sorts finite values that are not negative into buckets whose limits grow by a constant factor,
  /// from the smallest positive value up; zeros fall into the first bucket.
  ///
  /// @throws IllegalArgumentException if there are no values, or one is negative or not finite
  public static HistogramBuckets geometric(double[] values, int buckets) {
    DoubleSummaryStatistics range = rangeOf(values);
    if (range.getMin() < 0) {
      throw new IllegalArgumentException(
          "A geometric histogram holds no negative values, but one is " + range.getMin() + ".");
    }
    if (range.getMax() == 0) {
      return sort(values, new double[] {0});
    }
    double smallest = range.getMax();
    for (double value : values) {
      smallest = value > 0 ? Math.min(smallest, value) : smallest;
    }
    double[] limits = limits(Math.log(smallest), Math.log(range.getMax()), buckets);
    for (int k = 0; k < limits.length; k++) {
      limits[k] = Math.exp(limits[k]);
    }
    limits[limits.length - 1] = range.getMax();
    return sort(values, limits);
  }

  private static DoubleSummaryStatistics rangeOf(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("A histogram needs at least one value.");
    }
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "A histogram holds finite values only, not " + value + ".");
      }
      range.accept(value);
    }
    return range;
  }

  private static HistogramBuckets sort(double[] values, double[] limits) {
    double[] counts = new double[limits.length];
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    double sumOfSquares = 0;
    for (double value : values) {
      int found = Arrays.binarySearch(limits, value);
      counts[found >= 0 ? found : -found - 1]++;
      range.accept(value);
      sumOfSquares += value * value;
    }
    return new HistogramBuckets(
        range.getMin(),
        range.getMax(),
        values.length,
        range.getSum(),
        sumOfSquares,
        limits,
        counts);
  }

  private static double[] limits(double minimum, double maximum, int buckets) {
    if (minimum == maximum) {
      return new double[] {maximum};
    }
    double[] limits = new double[buckets];
    for (int k = 0; k < buckets - 1; k++) {
      limits[k] = minimum + (maximum - minimum) * (k + 1) / buckets;
    }
    limits[buckets - 1] = maximum;
    return limits;
  }
}
