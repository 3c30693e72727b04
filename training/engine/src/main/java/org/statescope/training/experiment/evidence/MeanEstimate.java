package org.statescope.training.experiment.evidence;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/// A mean over seeds, and what is known of its error.
public sealed interface MeanEstimate {
  /// The confidence of every interval of the report.
  double CONFIDENCE = 0.95;

  /// Nothing was measured.
  record None() implements MeanEstimate {}

  /// One value: its error is unknown.
  record Single(double mean) implements MeanEstimate {}

  /// Two values or more.
  ///
  /// @param deviation standard deviation of the values, with n − 1
  /// @param low end of the {@link #CONFIDENCE} interval of the mean
  record Interval(int size, double mean, double deviation, double low, double high)
      implements MeanEstimate {}

  /// x̄ ± t(n−1; 0.975)·s/√n, the interval of Student's t.
  ///
  /// Edge cases: no value gives {@link None}, one {@link Single}; equal values give an interval of
  /// length 0. A value that is not finite is refused.
  ///
  /// Tolerance: the quantile is exact to about 1e-9. The interval holds what it promises only for
  /// values that are drawn independently from a normal distribution; few values cannot show whether
  /// they are.
  ///
  /// Cost: n additions. Not for paired values of two variants: their difference has its own
  /// interval.
  static MeanEstimate of(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("A mean over seeds needs finite values, not " + value);
      }
    }
    int size = values.length;
    if (size == 0) {
      return new None();
    }
    double mean = Arrays.stream(values).sum() / size;
    if (size == 1) {
      return new Single(mean);
    }
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double deviation = Math.sqrt(squares / (size - 1));
    double quantile = TDistribution.of(size - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
    double half = quantile * deviation / Math.sqrt(size);
    return new Interval(size, mean, deviation, mean - half, mean + half);
  }
}
