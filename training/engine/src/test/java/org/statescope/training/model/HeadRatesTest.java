package org.statescope.training.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Presets;
import org.statescope.training.tensor.Tensor;

class HeadRatesTest {
  private static final double PAPER_RATE = -1e-5;
  private static final double ROUNDING = 1e-6;

  @ParameterizedTest
  @EnumSource(DecayParameterisation.class)
  void everyHeadStartsWithARateBetweenMinusSixteenAndMinusOne(DecayParameterisation decay) {
    try (CpuBackend backend = CpuBackend.create(1)) {
      double[] rates = rates(model(backend, decay));
      assertTrue(
          Arrays.stream(rates).allMatch(rate -> rate > -16.001 && rate < -0.999),
          Arrays.toString(rates));
      assertTrue(Arrays.stream(rates).distinct().count() > 1, "they differ");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-Float.MAX_VALUE, -1e6, -104, -20, -1, -0.0, 0, 1e-30, 1, 20, 1e6})
  void aStableRateKeepsItsMarginForEveryParameter(double value) {
    assertAtMost(-HeadRates.MARGIN, DecayParameterisation.STABLE, value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-80, -20, -1, 0, 1, 20, 80})
  void aRateByLogarithmIsNegative(double value) {
    assertAtMost(-Double.MIN_VALUE, DecayParameterisation.LOG, value);
  }

  private static void assertAtMost(double largest, DecayParameterisation decay, double value) {
    try (CpuBackend backend = CpuBackend.create(1)) {
      LanguageModel model = model(backend, decay);
      Tensor parameter = parameter(model);
      for (int i = 0; i < parameter.columns(); i++) {
        parameter.set(0, i, value);
      }
      for (double rate : rates(model)) {
        assertTrue(rate <= largest && Double.isFinite(rate), rate + " of " + value);
      }
      assertEquals(OptionalLong.empty(), model.constrain());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"projected", "paper"})
  void whatAnUpdateLeftTooHighIsSetBackAndCounted(String label) {
    DecayParameterisation decay = DecayParameterisation.ofLabel(label);
    boolean projected = decay == DecayParameterisation.PROJECTED;
    double between = -HeadRates.MARGIN / 2;
    try (CpuBackend backend = CpuBackend.create(1)) {
      LanguageModel model = model(backend, decay);
      assertEquals(OptionalLong.of(0), model.constrain());
      Tensor parameter = parameter(model);
      double[] written = {0.5, 0, between, -2};
      double[] kept =
          projected
              ? new double[] {-HeadRates.MARGIN, -HeadRates.MARGIN, -HeadRates.MARGIN, -2}
              : new double[] {PAPER_RATE, PAPER_RATE, between, -2};
      for (int i = 0; i < written.length; i++) {
        parameter.set(0, i, written[i]);
      }
      assertEquals(OptionalLong.of(projected ? 3 : 2), model.constrain());
      assertArrayEquals(kept, rates(model), ROUNDING);
      assertEquals(OptionalLong.of(0), model.constrain());
    }
  }

  private static LanguageModel model(CpuBackend backend, DecayParameterisation decay) {
    ModelConfiguration configuration =
        Presets.get("mamba2-tiny").model().toBuilder()
            .modelWidth(16)
            .layers(1)
            .order(4)
            .headWidth(8)
            .decay(decay)
            .build();
    return new LanguageModel(backend, configuration, 1, 3, 7);
  }

  private static Tensor parameter(LanguageModel model) {
    return model.tape().parameters().stream()
        .filter(tensor -> tensor.name().contains(".mixer.A"))
        .findFirst()
        .orElseThrow();
  }

  private static double[] rates(LanguageModel model) {
    model.forward();
    StateMatrix matrix = model.observe().getFirst().stateMatrix();
    return matrix instanceof StateMatrix.Scalars(double[] rates)
        ? rates
        : new double[] {Double.NaN};
  }
}
