package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Shape;
import org.statescope.training.tensor.Tensor;

/// Companion recurrences of the orders that models have, whose columns grow before they decay, in
/// segments: as near to the twin in double as the recurrence in one piece.
class CompanionSplitTest {
  private static final int BATCH = 1;
  private static final int LENGTH = 129;
  private static final int CHANNELS = 3;
  private static final List<Integer> SEGMENTS = List.of(1, 2, 3, 7);
  private static final Map<String, GpuBackend> OPEN = new HashMap<>();

  /// Steps of that size, and what the recurrence may be off the twin, of the largest value of each
  /// result: two to four times what was measured in one piece.
  record Case(int order, double step, double tolerance) {}

  private static final List<Case> CASES =
      List.of(
          new Case(4, 0.5, 4e-6),
          new Case(4, 6, 4e-6),
          new Case(16, 0.1, 5e-5),
          new Case(16, 0.7, 1e-3),
          new Case(16, 3, 2e-2),
          new Case(16, 6, 5e-4),
          new Case(16, 20, 3e-4),
          new Case(32, 0.1, 2e-3),
          new Case(32, 0.3, 1e-2),
          new Case(32, 40, 3e-2));

  /// The parameters of the recurrence: where A comes from and whether channels and tokens share it.
  record Kind(boolean observable, boolean shared, boolean isStatic, boolean hurwitz) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(false, true, false, true),
          new Kind(true, true, false, true),
          new Kind(false, false, true, false),
          new Kind(true, false, true, false));

  @AfterAll
  static void close() {
    OPEN.values().forEach(Backend::close);
    OPEN.clear();
  }

  static Stream<Arguments> cases() {
    return TestDevices.usable().stream()
        .flatMap(
            device ->
                CASES.stream()
                    .flatMap(
                        where -> KINDS.stream().map(kind -> Arguments.of(device, where, kind))));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void segmentsAreAsNearToTheTwinAsOnePiece(GpuDevice.Usable device, Case where, Kind kind) {
    GpuBackend open = OPEN.computeIfAbsent(device.name(), name -> device.open());
    Map<String, double[]> expected = run(new PlainBackend(), where, kind);
    for (int segments : SEGMENTS) {
      Map<String, double[]> actual = run(open.splitInto(segments), where, kind);
      Map<String, Double> errors = new LinkedHashMap<>();
      expected.forEach((name, values) -> errors.put(name, difference(values, actual.get(name))));
      errors.forEach(
          (name, error) ->
              assertTrue(
                  error <= where.tolerance(),
                  () -> "%s in %d segments: %s".formatted(name, segments, errors)));
    }
  }

  /// y and the gradient of every input, by name.
  private static Map<String, double[]> run(Backend backend, Case where, Kind kind) {
    int order = where.order();
    Random random = new Random(5);
    Trial trial = new Trial(backend);
    int[] shape = kind.shared() ? new int[] {order} : new int[] {CHANNELS, order};
    Tensor a = coefficients(backend, trial, random, order, kind, shape);
    double[] steps =
        random
            .doubles((long) LENGTH * CHANNELS, 0.7 * where.step(), 1.4 * where.step())
            .map(step -> (float) step)
            .toArray();
    Tensor delta = trial.input("Delta", steps, BATCH, LENGTH, CHANNELS);
    Tensor u = trial.input("u", normal(random, LENGTH * CHANNELS), BATCH, LENGTH, CHANNELS);
    int[] openShape = kind.isStatic() ? shape : new int[] {BATCH, LENGTH, order};
    Tensor open = trial.input("open", normal(random, (int) Shape.of(openShape).count()), openShape);
    ScanSignals signals = new ScanSignals(BATCH, u, delta, null, false, null, null);
    Tensor y = trial.output(BATCH, LENGTH, CHANNELS);
    Operation scan =
        kind.observable()
            ? backend.observableCompanionScan(signals, a, open, y)
            : backend.companionScan(signals, a, open, y);
    trial.run(scan, y, normal(random, LENGTH * CHANNELS), a, delta, u, open);
    Map<String, double[]> results = new LinkedHashMap<>();
    results.put("y", Trial.values(y));
    trial.inputs().forEach(input -> results.put(input.name(), Trial.gradients(input)));
    return results;
  }

  private static Tensor coefficients(
      Backend backend, Trial trial, Random random, int order, Kind kind, int[] shape) {
    double[] factors = new double[(int) Shape.of(shape).count()];
    for (int first = 0; first < factors.length; first += order) {
      System.arraycopy(factors(random, order), 0, factors, first, order);
    }
    if (kind.hurwitz()) {
      Tensor given = trial.input("factors", factors, shape);
      Tensor a = trial.tape().activation("a", Shape.of(shape));
      return trial.tape().record(backend.hurwitzCoefficients(given, a), a, given);
    }
    double[] coefficients = new double[factors.length];
    HurwitzPolynomial polynomial = new HurwitzPolynomial(order);
    for (int first = 0; first < factors.length; first += order) {
      polynomial.expand(Arrays.copyOfRange(factors, first, first + order));
      for (int power = 0; power < order; power++) {
        coefficients[first + power] = (float) polynomial.coefficient(power);
      }
    }
    return trial.input("a", coefficients, shape);
  }

  /// Butterworth angles and moduli from 1 down to ½, as models start with, and a little off.
  private static double[] factors(Random random, int order) {
    double[] factors = new double[order];
    for (int pair = 0; 2 * pair < order; pair++) {
      double damping = Math.sin((2 * pair + 1) * Math.PI / (2 * order));
      double modulus = Math.pow(0.5, 2.0 * pair / (order - 2));
      factors[2 * pair] =
          (float) HurwitzPolynomial.inversePositive(damping * (1 + 0.1 * random.nextDouble()));
      factors[2 * pair + 1] =
          (float) HurwitzPolynomial.inversePositive(modulus * (1 + 0.1 * random.nextDouble()));
    }
    return factors;
  }

  private static double[] normal(Random random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> (float) random.nextGaussian());
    return values;
  }

  /// The largest difference of a value, relative to the largest expected value; NaN if there is
  /// one.
  private static double difference(double[] expected, double[] actual) {
    double scale = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      double here = Math.abs(expected[i] - actual[i]);
      largest = here <= largest ? largest : here;
    }
    return largest / scale;
  }
}
