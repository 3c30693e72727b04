package org.statescope.analysis.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.file.JsonNumbers;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;

/// Where a report samples what it cannot give whole: frequencies, times, horizons, orders.
///
/// @param frequencies rad/s
/// @param impulseTimes seconds, or numbers of steps in discrete time
/// @param stepTimes the same for the step response
/// @param horizons of the finite Gramians, the same
/// @param samplePeriod seconds, for discretising a continuous-time system
/// @param orders of reduced systems
/// @param lyapunovRightSide Q of the Lyapunov equation that is solved, n×n
public record ReportGrid(
    double[] frequencies,
    double[] impulseTimes,
    double[] stepTimes,
    double[] horizons,
    double samplePeriod,
    int[] orders,
    DMatrixRMaj lyapunovRightSide) {
  private static final String FREQUENCIES = "freq_response.omega_rad_per_s";
  private static final String ORDERS = "balanced_truncation.order";
  private static final String SAMPLE_PERIOD = "discretisations.dt";
  private static final String RIGHT_SIDE = "lyapunov.Q";

  private static final int MOST_SAMPLES = 10_000;
  private static final int MOST_STEPS = 10_000;
  private static final int FREQUENCY_COUNT = 40;
  private static final int TIME_COUNT = 12;
  private static final int[] STEPS = {0, 1, 2, 3, 5, 8, 13, 21, 34, 55};
  private static final MathContext READABLE = new MathContext(3);

  public ReportGrid {
    requireSamples("frequencies", frequencies, Double.NEGATIVE_INFINITY);
    requireSamples("impulse times", impulseTimes, 0);
    requireSamples("step times", stepTimes, 0);
    requireSamples("horizons", horizons, 0);
    requireSamples("orders", Arrays.stream(orders).asDoubleStream().toArray(), 1);
    requireSamples("sample periods", new double[] {samplePeriod}, Double.MIN_VALUE);
  }

  private static void requireSamples(String what, double[] values, double smallest) {
    if (values.length > MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "A report has at most %d %s but %d are asked for"
              .formatted(MOST_SAMPLES, what, values.length));
    }
    for (double value : values) {
      if (!(value >= smallest) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "Among the %s is %s but they must be finite and at least %s"
                .formatted(what, value, smallest));
      }
    }
  }

  /// Numbers of steps of a discrete-time system.
  private static void requireSteps(String what, double[] values) {
    for (double value : values) {
      if (value != Math.rint(value) || value > MOST_STEPS) {
        throw new IllegalArgumentException(
            "Among the %s is %s but they must be whole and at most %d"
                .formatted(what, value, MOST_STEPS));
      }
    }
  }

  /// Samples that span the time scales of the poles, three digits each: from a tenth of the fastest
  /// to ten times the slowest.
  public static ReportGrid of(StateSpace system) {
    int n = system.order();
    int[] orders =
        IntStream.of(1, n / 2, n - 1).filter(order -> order > 0 && order < n).distinct().toArray();
    DMatrixRMaj identity = CommonOps_DDRM.identity(n);
    return switch (system.timeDomain()) {
      case Continuous() -> {
        TimeScales scales = TimeScales.of(system);
        double[] times = spaced(scales.fastest() / 10, scales.longest(), TIME_COUNT);
        yield new ReportGrid(
            spaced(0.1 / scales.slowest(), 10 / scales.fastest(), FREQUENCY_COUNT),
            times,
            times,
            spaced(scales.fastest(), scales.longest(), 3),
            readable(scales.fastest() / 2),
            orders,
            identity);
      }
      case Discrete(double samplePeriod) -> {
        double highest = Math.PI / samplePeriod;
        double[] steps = IntStream.of(STEPS).asDoubleStream().toArray();
        yield new ReportGrid(
            spaced(1e-3 * highest, 0.99 * highest, FREQUENCY_COUNT),
            steps,
            steps,
            IntStream.of(1, 4, n, 64).distinct().asDoubleStream().toArray(),
            samplePeriod,
            orders,
            identity);
      }
    };
  }

  /// The samples that a report in JSON holds, so that the new report can be laid beside it; where
  /// it holds none, those of [#of(StateSpace)].
  public static ReportGrid of(StateSpace system, Path json) throws IOException {
    ReportGrid own = of(system);
    String time = system.isDiscrete() ? ".k" : ".t";
    String horizon = system.isDiscrete() ? "finite_gramians.N" : "finite_gramians.t";
    String impulse = "impulse_response" + time;
    String step = "step_response" + time;
    Map<String, double[]> held =
        JsonNumbers.read(
            json, Set.of(FREQUENCIES, ORDERS, SAMPLE_PERIOD, RIGHT_SIDE, horizon, impulse, step));
    if (system.isDiscrete()) {
      for (String place : new String[] {horizon, impulse, step}) {
        requireSteps(place, held.getOrDefault(place, new double[0]));
      }
    }
    double[] orders = held.getOrDefault(ORDERS, new double[0]);
    double[] rightSide = held.getOrDefault(RIGHT_SIDE, new double[0]);
    int n = system.order();
    return new ReportGrid(
        held.getOrDefault(FREQUENCIES, own.frequencies),
        held.getOrDefault(impulse, own.impulseTimes),
        held.getOrDefault(step, own.stepTimes),
        held.getOrDefault(horizon, own.horizons),
        held.getOrDefault(SAMPLE_PERIOD, new double[] {own.samplePeriod})[0],
        orders.length == 0 ? own.orders : Arrays.stream(orders).mapToInt(o -> (int) o).toArray(),
        rightSide.length == n * n ? new DMatrixRMaj(n, n, true, rightSide) : own.lyapunovRightSide);
  }

  private static double[] spaced(double from, double to, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> readable(from * Math.pow(to / from, i / (count - 1.0))))
        .distinct()
        .toArray();
  }

  private static double readable(double value) {
    return new BigDecimal(value).round(READABLE).doubleValue();
  }
}
