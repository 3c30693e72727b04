package org.statescope.app.seeds;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/// The mean of a few values and the interval that Student's t gives it.
///
/// @param size how many values
/// @param low end of the [#CONFIDENCE] interval of the mean
public record MeanInterval(int size, double mean, double low, double high) {
  /// The confidence of every interval.
  public static final double CONFIDENCE = 0.95;

  /// x̄ ± t(n−1; 0.975)·s/√n.
  ///
  /// Shapes: n values, n ≥ 2. Modifies nothing.
  ///
  /// Edge cases: equal values give an interval of length 0; fewer than two values, or one that is
  /// not finite, are refused.
  ///
  /// Tolerance: the quantile is exact to about 1e-9. The interval holds what it promises only for
  /// values drawn independently from one normal distribution, which few values cannot show.
  ///
  /// Cost: n additions. Not for the difference of two groups that share seeds: see [PairedTest].
  public static MeanInterval of(double... values) {
    requireFinite(values);
    int size = values.length;
    if (size < 2) {
      throw new IllegalArgumentException(
          "An interval of a mean needs at least 2 values but got " + size);
    }
    double mean = Arrays.stream(values).sum() / size;
    double half = halfWidth(mean, values, quantile(size));
    return new MeanInterval(size, mean, mean - half, mean + half);
  }

  /// t(n−1; 0.975): the same for all means of n values.
  public static double quantile(int size) {
    return TDistribution.of(size - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
  }

  /// Half of the interval's length.
  ///
  /// @param quantile of [#quantile] for as many values
  public static double halfWidth(double mean, double[] values, double quantile) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return quantile * Math.sqrt(squares / (values.length - 1) / values.length);
  }

  public double half() {
    return (high - low) / 2;
  }

  private static void requireFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("A mean over seeds needs finite values, not " + value);
      }
    }
  }
}
