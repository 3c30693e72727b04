package org.statescope.app.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.statescope.app.seeds.MeanInterval;

/// A band made ready: its mean and its two edges at the same places, only where every seed reports.
record BandPoints(Points mean, Points low, Points high) {
  /// @param members the curves of the seeds, smoothed where they are to be; each counts with its
  ///   last value at or before a place
  static BandPoints of(List<Points> members, SeedBand.Spread spread) {
    Points densest = members.stream().max(Comparator.comparingInt(Points::size)).orElseThrow();
    double from = members.stream().mapToDouble(BandPoints::first).max().orElseThrow();
    double to = members.stream().mapToDouble(BandPoints::last).min().orElseThrow();
    int size = densest.size();
    double[] x = new double[size];
    double[] mean = new double[size];
    double[] low = new double[size];
    double[] high = new double[size];
    int[] at = new int[members.size()];
    double[] values = new double[members.size()];
    double quantile = MeanInterval.quantile(members.size());
    int count = 0;
    for (int i = 0; i < size; i++) {
      double place = densest.x(i);
      if (place < from || place > to) {
        continue;
      }
      gather(members, place, at, values);
      double average = Arrays.stream(values).sum() / values.length;
      x[count] = place;
      mean[count] = average;
      switch (spread) {
        case RANGE -> {
          low[count] = Arrays.stream(values).min().orElseThrow();
          high[count] = Arrays.stream(values).max().orElseThrow();
        }
        case INTERVAL -> {
          double half = MeanInterval.halfWidth(average, values, quantile);
          low[count] = average - half;
          high[count] = average + half;
        }
      }
      count++;
    }
    double[] places = Arrays.copyOf(x, count);
    return new BandPoints(
        Points.of(places, Arrays.copyOf(mean, count)),
        Points.of(places, Arrays.copyOf(low, count)),
        Points.of(places, Arrays.copyOf(high, count)));
  }

  /// Moves each member on to its last point at or before the place, and takes its value.
  private static void gather(List<Points> members, double place, int[] at, double[] values) {
    for (int k = 0; k < at.length; k++) {
      Points member = members.get(k);
      while (at[k] + 1 < member.size() && member.x(at[k] + 1) <= place) {
        at[k]++;
      }
      values[k] = member.y(at[k]);
    }
  }

  private static double first(Points points) {
    return points.size() == 0 ? Double.POSITIVE_INFINITY : points.x(0);
  }

  private static double last(Points points) {
    return points.size() == 0 ? Double.NEGATIVE_INFINITY : points.x(points.size() - 1);
  }
}
