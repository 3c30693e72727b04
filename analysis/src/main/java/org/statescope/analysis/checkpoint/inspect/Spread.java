package org.statescope.analysis.checkpoint.inspect;

import java.util.Arrays;

/// How numbers spread: the least, the middle one by rank, the greatest; NaN where there are none.
///
/// @param count how many numbers
public record Spread(long count, double smallest, double median, double largest) {

  static Spread of(double[] values) {
    if (values.length == 0) {
      return new Spread(0, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(
        sorted.length, sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
  }

  /// Whether there was any number to spread.
  public boolean isKnown() {
    return count > 0;
  }
}
