package org.statescope.training.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HurwitzPolynomial;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// The float32 companion recurrence against its twin in double where Δ is not small, with the poles
/// that a model starts from: Butterworth angles, moduli from 1 down to ½.
class CompanionLargeStepTest {
  private static final int LENGTH = 200;
  private static final int CHANNELS = 19;

  /// Of the largest value of each result; measured at most 1e-5 up to order 7.
  private static final double TOLERANCE = 5e-5;

  /// Measured at most 2e-3, near the change of direction.
  private static final double HIGH_ORDER_TOLERANCE = 5e-3;

  /// Measured at most 8e-5 for Δ from 5 on.
  private static final double HIGH_ORDER_FAR_TOLERANCE = 3e-4;

  @ParameterizedTest
  @CsvSource({
    "1, 0.1", "1, 2", "1, 40", "2, 0.1", "2, 3", "2, 40", "3, 0.5", "3, 5", "3, 40", "7, 0.1",
    "7, 2", "7, 2.5", "7, 10", "7, 40", "16, 0.1", "16, 0.5", "16, 1", "16, 2", "16, 2.1",
    "16, 2.5", "16, 2.8", "16, 3", "16, 5", "16, 10", "16, 20", "16, 40"
  })
  void everyResultAgreesWithTheTwinInDouble(int order, double step) {
    double high = step >= 5 ? HIGH_ORDER_FAR_TOLERANCE : HIGH_ORDER_TOLERANCE;
    requireNear(order, channel -> step, order < 16 ? TOLERANCE : high);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16})
  void smallAndLargeStepsShareAVector(int order) {
    requireNear(
        order,
        channel -> channel % 3 == 0 ? 3 + channel : 0.1 * (1 + channel),
        order < 16 ? TOLERANCE : HIGH_ORDER_TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void aChannelDoesNotDependOnItsNeighboursSteps(int order) {
    double[] polynomial = polynomial(order);
    for (double step : new double[] {0.7, 7}) {
      Map<String, double[]> alone = run(CpuBackend.create(1), polynomial, channel -> step);
      Map<String, double[]> mixed =
          run(
              CpuBackend.create(1),
              polynomial,
              channel -> channel % 2 == 0 ? step : step > 2 ? 0.3 : 30);
      for (String name : new String[] {"y", "Delta", "u"}) {
        assertArrayEquals(
            evenChannels(alone.get(name)), evenChannels(mixed.get(name)), name + " at Δ " + step);
      }
    }
  }

  @Test
  void stepsOnBothSidesOfTheChangeOfDirectionAgree() {
    double[] polynomial = polynomial(7);
    float[] single = new float[7];
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) polynomial[i];
    }
    float change = CompanionLargeStep.threshold(single);
    Map<String, double[]> below = run(CpuBackend.create(1), polynomial, channel -> change);
    Map<String, double[]> above =
        run(CpuBackend.create(1), polynomial, channel -> Math.nextUp(change));
    below.forEach(
        (name, values) ->
            assertTrue(difference(values, above.get(name)) < TOLERANCE, () -> name + " jumps"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, 8, 40})
  void aPolynomialWithAPositiveRootAtTheStepIsRefused(double step) {
    double root = 2 / step;
    double[] polynomial = {-root, 1 - root};
    assertThrows(
        ArithmeticException.class, () -> run(CpuBackend.create(1), polynomial, channel -> step));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NaN})
  void whatIsNotFiniteIsRefused(float bad) {
    assertThrows(
        ArithmeticException.class,
        () -> run(CpuBackend.create(1), polynomial(16), channel -> channel == 3 ? bad : 0.1));
    double[] polynomial = polynomial(16);
    polynomial[7] = bad;
    for (double step : new double[] {0.1, 10}) {
      assertThrows(
          ArithmeticException.class, () -> run(CpuBackend.create(1), polynomial, channel -> step));
    }
  }

  private static void requireNear(int order, IntToDoubleFunction steps, double tolerance) {
    double[] polynomial = polynomial(order);
    Map<String, double[]> expected = run(new PlainBackend(), polynomial, steps);
    Map<String, double[]> actual = run(CpuBackend.create(2), polynomial, steps);
    Map<String, Double> errors = new LinkedHashMap<>();
    expected.forEach((name, values) -> errors.put(name, difference(values, actual.get(name))));
    errors.forEach((name, error) -> assertTrue(error <= tolerance, () -> name + ": " + errors));
  }

  /// y and the gradient of every input, by name.
  private static Map<String, double[]> run(
      Backend backend, double[] polynomial, IntToDoubleFunction steps) {
    try (backend) {
      int order = polynomial.length;
      Random random = new Random(5);
      Trial trial = new Trial(backend);
      double[] step = new double[LENGTH * CHANNELS];
      Arrays.setAll(step, i -> (float) steps.applyAsDouble(i % CHANNELS));
      Tensor a = trial.input("a", polynomial, order);
      Tensor delta = trial.input("Delta", step, 1, LENGTH, CHANNELS);
      Tensor u = trial.input("u", normal(random, LENGTH * CHANNELS), 1, LENGTH, CHANNELS);
      Tensor c = trial.input("C", normal(random, LENGTH * order), 1, LENGTH, order);
      ScanSignals signals = new ScanSignals(1, u, delta, null, false, null, null);
      Tensor y = trial.output(1, LENGTH, CHANNELS);
      double[] upstream = normal(random, LENGTH * CHANNELS);
      trial.run(
          backend.companionScan(signals, a, c, y),
          y,
          upstream,
          trial.inputs().toArray(Tensor[]::new));
      Map<String, double[]> results = new LinkedHashMap<>();
      results.put("y", Trial.values(y));
      trial.inputs().forEach(input -> results.put(input.name(), Trial.gradients(input)));
      return results;
    }
  }

  private static double[] polynomial(int order) {
    double[] factors = new double[order];
    int pairs = Math.ceilDiv(order, 2);
    for (int pair = 0; pair < pairs; pair++) {
      double modulus = pairs == 1 ? 1 : Math.pow(0.5, (double) pair / (pairs - 1));
      boolean single = 2 * pair + 1 == order;
      double damping = Math.sin((2 * pair + 1) * Math.PI / (2 * order));
      factors[2 * pair] = HurwitzPolynomial.inverseSoftplus(single ? modulus : damping);
      if (!single) {
        factors[2 * pair + 1] = HurwitzPolynomial.inverseSoftplus(modulus);
      }
    }
    HurwitzPolynomial polynomial = new HurwitzPolynomial(order);
    polynomial.expand(factors);
    double[] coefficients = new double[order];
    Arrays.setAll(coefficients, power -> (float) polynomial.coefficient(power));
    return coefficients;
  }

  private static double[] normal(Random random, int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> (float) random.nextGaussian());
    return values;
  }

  private static double[] evenChannels(double[] values) {
    double[] even = values.clone();
    for (int i = 0; i < even.length; i++) {
      even[i] = i % CHANNELS % 2 == 0 ? even[i] : 0;
    }
    return even;
  }

  /// The largest difference of a value, relative to the largest expected value; NaN if there is
  /// one.
  private static double difference(double[] expected, double[] actual) {
    double scale = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
    }
    return largest / scale;
  }
}
