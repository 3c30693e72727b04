package org.statescope.analysis.response;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.TimeDomain;

/// Where a gain is largest, looked for on a grid through the frequencies of poles.
///
/// - Tolerance: the value to rounding, the frequency to its square root, as long as no peak is
///   narrower than the grid without a pole that announces it.
/// - Algorithm: golden section around the highest points of the grid.
/// - Cost: about 500 gains.
///
/// @param value the largest gain
/// @param frequency rad/s
record FrequencyPeak(double value, double frequency) {
  private static final double POINTS_PER_DECADE = 20;
  private static final int MOST_POINTS = 300;

  /// How many of the highest points are climbed.
  private static final int CLIMBS = 4;

  private static final int SECTIONS = 40;

  /// Relative: a climb that gains less than this has found rounding at a flat top.
  private static final double WORTH_MOVING = 1e-12;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /// The peak of a gain of systems with these poles.
  static FrequencyPeak of(DoubleUnaryOperator gain, TimeDomain domain, List<Complex> poles) {
    double[] points = points(domain, poles);
    double[] gains = Arrays.stream(points).map(gain).toArray();
    FrequencyPeak best = new FrequencyPeak(gains[0], points[0]);
    List<Integer> tops =
        IntStream.range(0, points.length)
            .filter(i -> i == 0 || gains[i] >= gains[i - 1])
            .filter(i -> i == points.length - 1 || gains[i] >= gains[i + 1])
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -gains[i]))
            .limit(CLIMBS)
            .toList();
    for (int i : tops) {
      best = best.or(new FrequencyPeak(gains[i], points[i]));
      double low = points[Math.max(i - 1, 0)];
      double high = points[Math.min(i + 1, points.length - 1)];
      best = best.or(climbed(gain, low, high));
    }
    return best;
  }

  private FrequencyPeak or(FrequencyPeak other) {
    return other.value > value * (1 + WORTH_MOVING) ? other : this;
  }

  private static FrequencyPeak climbed(DoubleUnaryOperator gain, double from, double to) {
    double low = from;
    double high = to;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double leftGain = gain.applyAsDouble(left);
    double rightGain = gain.applyAsDouble(right);
    for (int k = 0; k < SECTIONS; k++) {
      if (leftGain > rightGain) {
        high = right;
        right = left;
        rightGain = leftGain;
        left = high - GOLDEN * (high - low);
        leftGain = gain.applyAsDouble(left);
      } else {
        low = left;
        left = right;
        leftGain = rightGain;
        right = low + GOLDEN * (high - low);
        rightGain = gain.applyAsDouble(right);
      }
    }
    return new FrequencyPeak(leftGain, left).or(new FrequencyPeak(rightGain, right));
  }

  /// Zero, the frequencies of the poles, and a grid from a tenth of the slowest to ten times the
  /// fastest of them, or to the highest that sampling leaves.
  private static double[] points(TimeDomain domain, List<Complex> poles) {
    double highest =
        switch (domain) {
          case Continuous() -> Double.MAX_VALUE;
          case Discrete(double samplePeriod) -> Math.PI / samplePeriod;
        };
    double[] ofPoles =
        poles.stream()
            .flatMapToDouble(pole -> frequencies(pole, domain))
            .filter(frequency -> frequency > 0 && Double.isFinite(frequency))
            .map(frequency -> Math.min(frequency, highest))
            .sorted()
            .toArray();
    if (ofPoles.length == 0) {
      return domain instanceof Discrete ? new double[] {0, highest} : new double[] {0};
    }
    double from = ofPoles[0] / 10;
    double to = Math.min(10 * ofPoles[ofPoles.length - 1], highest);
    double decades = Math.log10(to / from);
    int count = (int) Math.min(Math.ceil(POINTS_PER_DECADE * decades) + 2, MOST_POINTS);
    DoubleStream grid =
        IntStream.range(0, count).mapToDouble(i -> from * Math.pow(to / from, i / (count - 1.0)));
    return DoubleStream.concat(
            DoubleStream.of(0, to), DoubleStream.concat(grid, Arrays.stream(ofPoles)))
        .map(frequency -> Math.min(frequency, highest))
        .sorted()
        .distinct()
        .toArray();
  }

  private static DoubleStream frequencies(Complex pole, TimeDomain domain) {
    return switch (domain) {
      case Continuous() -> DoubleStream.of(pole.modulus(), Math.abs(pole.imaginary()));
      case Discrete(double samplePeriod) -> {
        double angle = Math.atan2(Math.abs(pole.imaginary()), pole.real()) / samplePeriod;
        double decay = Math.log(pole.modulus()) / samplePeriod;
        yield DoubleStream.of(angle, Math.hypot(angle, decay));
      }
    };
  }
}
