package org.statescope.app.benchmark;

import java.util.List;

/// Durations in milliseconds.
record Times(double[] sorted) {
  Times(List<Double> values) {
    this(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  int count() {
    return sorted.length;
  }

  /// The smallest value that at least this share of all values does not exceed.
  ///
  /// @param share above 0, at most 1
  double quantile(double share) {
    if (sorted.length == 0) {
      throw new IllegalStateException("Nothing was measured.");
    }
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  double median() {
    return quantile(0.5);
  }

  double longest() {
    return quantile(1);
  }

  long longerThan(double limit) {
    return java.util.Arrays.stream(sorted).filter(each -> each > limit).count();
  }
}
