package org.statescope.app.design;

import java.util.List;
import java.util.stream.IntStream;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;

/// The times and frequencies at which two systems are compared. They follow from the first of them
/// and grow by whole factors for the second, so that they stay where they are while a pole is
/// dragged a little.
///
/// @param times seconds, evenly from 0; in discrete time the sample periods
/// @param frequencies rad/s, equal ratios apart
record ResponseGrid(double[] times, double[] frequencies) {
  private static final int TIMES = 241;
  private static final int MOST_SAMPLES = 2000;
  private static final int FREQUENCIES = 241;
  private static final double TIME_CONSTANTS = 6;

  /// Decades that are shown below the slowest pole and above the fastest one.
  private static final double DECADES_BEYOND = 1.5;

  /// A pole nearer than this to the boundary, as a share of the largest, has no time of its own.
  private static final double SLOWEST_SHARE = 1e-6;

  private static final int MOST_DOUBLINGS = 6;
  private static final double LOWEST_DISCRETE = 1e-4;

  static ResponseGrid of(StateSpace before, StateSpace after) {
    Scale first = Scale.of(before);
    Scale second = Scale.of(after);
    double end = first.settling;
    for (int k = 0; k < MOST_DOUBLINGS && end < second.settling / 1.2; k++) {
      end *= 2;
    }
    double low = decade(first.lowest, -DECADES_BEYOND);
    double high = decade(first.highest, DECADES_BEYOND);
    low = Math.min(low, decade(second.lowest, -DECADES_BEYOND / 2));
    high = Math.max(high, decade(second.highest, DECADES_BEYOND / 2));
    if (before.timeDomain() instanceof Discrete(double period)) {
      int samples = (int) Math.clamp(Math.ceil(end / period) + 1, 16, MOST_SAMPLES);
      high = Math.PI / period;
      return new ResponseGrid(
          IntStream.range(0, samples).mapToDouble(k -> k * period).toArray(),
          ratios(Math.clamp(low, LOWEST_DISCRETE * high, high / 10), high));
    }
    double step = end / (TIMES - 1);
    return new ResponseGrid(
        IntStream.range(0, TIMES).mapToDouble(k -> k * step).toArray(), ratios(low, high));
  }

  private static double decade(double frequency, double by) {
    return Math.pow(10, Math.rint(Math.log10(frequency) + by));
  }

  private static double[] ratios(double low, double high) {
    return IntStream.range(0, FREQUENCIES)
        .mapToDouble(k -> low * Math.pow(high / low, k / (FREQUENCIES - 1.0)))
        .toArray();
  }

  /// @param settling seconds until the slowest pole is seen to settle, or to grow
  /// @param lowest rad/s
  /// @param highest rad/s
  private record Scale(double settling, double lowest, double highest) {
    static Scale of(StateSpace system) {
      List<Complex> rates =
          Poles.of(system).stream()
              .map(pole -> rate(pole, system))
              .filter(Complex::isFinite)
              .toList();
      double largest = rates.stream().mapToDouble(Complex::modulus).max().orElse(1);
      double floor = largest > 0 ? SLOWEST_SHARE * largest : 1;
      double slowest =
          rates.stream()
              .mapToDouble(rate -> Math.max(floor, Math.abs(rate.real())))
              .min()
              .orElse(1);
      double lowest =
          rates.stream().mapToDouble(rate -> Math.max(floor, rate.modulus())).min().orElse(1);
      return new Scale(TIME_CONSTANTS / slowest, lowest, Math.max(largest, floor));
    }

    private static Complex rate(Complex pole, StateSpace system) {
      return system.timeDomain() instanceof Discrete(double period)
          ? pole.log().times(1 / period)
          : pole;
    }
  }
}
