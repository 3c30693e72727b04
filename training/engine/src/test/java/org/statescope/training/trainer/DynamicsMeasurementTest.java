package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.StateMatrix;
import org.statescope.training.run.dynamics.LayerDynamics;

class DynamicsMeasurementTest {
  private static LayerObservation observation(StateMatrix a, int channels, double[] b) {
    float[] steps = new float[channels * 100];
    for (int token = 0; token < 100; token++) {
      for (int channel = 0; channel < channels; channel++) {
        steps[token * channels + channel] = (100 - token) * (channel + 1) / 1000f;
      }
    }
    double[] c = new double[b.length];
    return new LayerObservation(0, a, channels, b.length, steps, b, c);
  }

  @Test
  void aDiagonalSystemHasItsDiagonalAsPolesAndAGramianInClosedForm() {
    double[] poles = {-1, -3};
    double[] b = {2, 1};
    LayerDynamics layer =
        DynamicsMeasurement.of(observation(new StateMatrix.Diagonal(poles), 1, b));
    // W has entries −bᵢ bⱼ / (aᵢ + aⱼ): 2, 1/2, 1/6.
    double mean = (2 + 1.0 / 6) / 2;
    double spread = Math.hypot((2 - 1.0 / 6) / 2, 0.5);
    assertEquals(
        (mean + spread) / (mean - spread),
        layer.controllabilityGramianCondition(0).orElseThrow(),
        1e-10);
    assertEquals(1, layer.stabilityMargin(0).orElseThrow(), 1e-14);
    double[] sorted = layer.polesReal().clone();
    Arrays.sort(sorted);
    assertArrayEquals(new double[] {-3, -1}, sorted, 1e-14);
  }

  @Test
  void aCompanionSystemHasTheRootsOfItsPolynomialAsPoles() {
    // s² + 2s + 5 = (s + 1)² + 4
    LayerDynamics layer =
        DynamicsMeasurement.of(
            observation(
                new StateMatrix.Companion(2, new double[] {5, 2}, false), 3, new double[] {0, 1}));
    assertEquals(1, layer.systems());
    assertEquals(3, layer.channels());
    assertArrayEquals(new double[] {-1, -1}, layer.polesReal(), 1e-12);
    assertEquals(2, Math.abs(layer.poleImaginary(0, 0)), 1e-12);
    // W = diag(1/20, 1/4) for (A, e₂).
    assertEquals(5, layer.controllabilityGramianCondition(0).orElseThrow(), 1e-9);
  }

  @Test
  void anUnstableSystemHasAMarginBelowZeroAndNoGramian() {
    LayerDynamics layer =
        DynamicsMeasurement.of(
            observation(
                new StateMatrix.Companion(2, new double[] {5, -2}, false), 2, new double[] {0, 1}));
    assertEquals(-1, layer.stabilityMargin(0).orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.empty(), layer.controllabilityGramianCondition(0));
  }

  @Test
  void stepSizeQuantilesAreThoseOfTheTokens() {
    LayerDynamics layer =
        DynamicsMeasurement.of(
            observation(new StateMatrix.Diagonal(new double[] {-1, -2}), 2, new double[] {1}));
    assertEquals(0.005, layer.stepSize(0, 0), 1e-7);
    assertEquals(0.05, layer.medianStepSize(0), 1e-7);
    assertEquals(0.19, layer.stepSize(1, 4), 1e-7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aRecurrenceThatIsNotFiniteIsSaidToBeSo(double pole) {
    ArithmeticException failure =
        assertThrows(
            ArithmeticException.class,
            () ->
                DynamicsMeasurement.of(
                    observation(
                        new StateMatrix.Diagonal(new double[] {pole}), 1, new double[] {1})));
    assertTrue(failure.getMessage().contains("layer 0"));
  }
}
