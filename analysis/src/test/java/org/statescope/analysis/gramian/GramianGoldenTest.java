package org.statescope.analysis.gramian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.Closeness;
import org.statescope.analysis.golden.GoldenSystem;
import tools.jackson.databind.JsonNode;

/// Gramians and Hankel singular values against multi-precision references.
class GramianGoldenTest {
  private static final double UNIT_ROUNDOFF = 2.2e-16;
  private static final double HOPELESS_CONDITION = 1e13;
  private static final double RESIDUAL = 1e-12;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void gramiansMatchOrAreReportedAsUnstable(GoldenSystem golden) {
    var result = Gramians.both(golden.system());
    if (golden.field("gramians").isEmpty()) {
      assertInstanceOf(GramianPairResult.Unstable.class, result);
      return;
    }
    var pair = assertInstanceOf(GramianPairResult.Converged.class, result);
    check(golden, pair.controllability(), golden.field("gramians", "Wc").orElseThrow(), "Wc");
    check(golden, pair.observability(), golden.field("gramians", "Wo").orElseThrow(), "Wo");
  }

  private static void check(GoldenSystem golden, Gramian actual, JsonNode expected, String what) {
    double condition = golden.number("cond", "lyapunov").orElseThrow();
    assertTrue(
        actual.relativeResidual() <= RESIDUAL, what + " residual " + actual.relativeResidual());
    if (condition > HOPELESS_CONDITION) {
      assertTrue(
          actual.conditionEstimate() > HOPELESS_CONDITION / 1e3,
          what + " condition " + actual.conditionEstimate());
      return;
    }
    assertEquals(
        1, actual.conditionEstimate() / condition, 0.1, golden + " " + what + " condition");
    double tolerance = Math.max(1e-12, 100 * UNIT_ROUNDOFF * golden.system().order() * condition);
    DMatrixRMaj reference = GoldenSystem.matrix(expected);
    Closeness.assertRelative(reference, actual.matrix(), tolerance, what);
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void hankelSingularValuesMatch(GoldenSystem golden) {
    if (golden.field("hsv").isEmpty()) {
      assertInstanceOf(
          HankelSingularValues.Result.Unstable.class, HankelSingularValues.of(golden.system()));
      return;
    }
    double[] expected = GoldenSystem.numbers(golden.field("hsv").orElseThrow());
    var result =
        assertInstanceOf(
            HankelSingularValues.Result.Converged.class, HankelSingularValues.of(golden.system()));
    double[] actual = result.values().values();
    assertEquals(expected.length, actual.length);
    double condition = golden.number("cond", "lyapunov").orElseThrow();
    boolean wellConditioned = condition < 1e8;
    boolean precise =
        condition > 2 * PreciseGramians.CONDITION
            && expected.length <= PreciseGramians.LARGEST_ORDER;
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-11 * expected[0], "hsv " + i);
      assertEquals(expected[i], actual[i], result.values().trustedAbove(), "claim of hsv " + i);
      if (expected[i] >= 1e-10 * expected[0] && (wellConditioned || precise)) {
        assertEquals(expected[i], actual[i], 1e-6 * expected[i], "hsv " + i);
      }
    }
  }
}
