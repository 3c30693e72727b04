package org.statescope.training.run.event;

import java.util.Arrays;

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
  public static HistogramBuckets of(double[] values, int buckets) {
    if (values.length == 0) {
      throw new IllegalArgumentException("A histogram needs at least one value.");
    }
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double sumOfSquares = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "A histogram holds finite values only, not " + value + ".");
      }
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
      sum += value;
      sumOfSquares += value * value;
    }
    double[] limits = limits(minimum, maximum, buckets);
    double[] counts = new double[limits.length];
    for (double value : values) {
      counts[bucketOf(value, limits)]++;
    }
    return new HistogramBuckets(minimum, maximum, values.length, sum, sumOfSquares, limits, counts);
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

  private static int bucketOf(double value, double[] limits) {
    int found = Arrays.binarySearch(limits, value);
    return found >= 0 ? found : -found - 1;
  }
}
