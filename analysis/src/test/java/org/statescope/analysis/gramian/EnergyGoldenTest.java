package org.statescope.analysis.gramian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.Closeness;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.golden.Tolerance;
import org.statescope.analysis.response.TruncationError;
import tools.jackson.databind.JsonNode;

/// Finite Gramians, H₂ norm and balanced truncation against multi-precision references.
class EnergyGoldenTest {
  private static final double UNIT_ROUNDOFF = 2.2e-16;
  private static final double HOPELESS_CONDITION = 1e13;

  /// Two roundings of a double: of the reference and of what is compared with it.
  private static final double READING = 0x1p-51;

  /// Of the largest Hankel singular value: what a reduced system loses when its matrices are
  /// rounded to doubles.
  private static final double REDUCED_ROUNDING = 1e-12;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void finiteGramiansMatch(GoldenSystem golden) {
    var system = golden.system();
    for (JsonNode entry : golden.field("finite_gramians").orElseThrow()) {
      Gramian controllability;
      Gramian observability;
      if (system.isDiscrete()) {
        int steps = entry.get("N").asInt();
        controllability = FiniteHorizonGramians.controllability(system, steps);
        observability = FiniteHorizonGramians.observability(system, steps);
      } else {
        double seconds = entry.get("t").asDouble();
        controllability = FiniteHorizonGramians.controllability(system, seconds);
        observability = FiniteHorizonGramians.observability(system, seconds);
      }
      check(golden, entry.get("Wc"), controllability, entry.propertyNames() + " Wc");
      check(golden, entry.get("Wo"), observability, "Wo");
    }
  }

  private static void check(GoldenSystem golden, JsonNode expected, Gramian actual, String what) {
    double condition = golden.number("cond", "lyapunov").orElse(1.0);
    double tolerance = Math.max(1e-12, 100 * UNIT_ROUNDOFF * golden.system().order() * condition);
    assertTrue(actual.relativeResidual() < 1e-12, what + " residual " + actual.relativeResidual());
    if (condition < HOPELESS_CONDITION) {
      Closeness.assertRelative(
          GoldenSystem.matrix(expected),
          actual.matrix(),
          tolerance,
          golden + " " + what + " (condition " + actual.conditionEstimate() + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void h2NormMatches(GoldenSystem golden) {
    H2Norm.Result result = H2Norm.of(golden.system());
    var expected = golden.number("h2_norm");
    if (expected.isEmpty() || expected.get().isInfinite()) {
      assertInstanceOf(H2Norm.Result.Infinite.class, result);
      return;
    }
    var finite = assertInstanceOf(H2Norm.Result.Finite.class, result);
    double condition = golden.number("cond", "lyapunov").orElseThrow();
    double tolerance = Math.max(1e-12, 100 * UNIT_ROUNDOFF * condition);
    assertEquals(expected.get(), finite.value(), tolerance * expected.get());
    double claimed = Math.max(finite.relativeError(), READING) * expected.get();
    assertEquals(expected.get(), finite.value(), claimed, "the error that is claimed");
    if (condition > 2 * PreciseGramians.CONDITION
        && golden.system().order() <= PreciseGramians.LARGEST_ORDER) {
      assertEquals(expected.get(), finite.value(), 1e-12 * expected.get(), "hundred digits");
    }
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void truncationKeepsItsBoundsAndErrsByWhatTheReferenceSays(GoldenSystem golden) {
    var field = golden.field("balanced_truncation");
    if (field.isEmpty()) {
      return;
    }
    var balanced =
        assertInstanceOf(ModelReduction.Result.Balanced.class, ModelReduction.of(golden.system()));
    ModelReduction reduction = balanced.reduction();
    double[] sigma = reduction.hankelSingularValues();
    for (JsonNode entry : field.get()) {
      int order = entry.get("order").asInt();
      if (order > reduction.numericalOrder()) {
        continue;
      }
      ModelReduction.Reduced reduced = reduction.truncated(order);
      double noise = 1e-11 * sigma[0];
      assertEquals(GoldenSystem.number(entry.get("bound_upper")), reduced.errorBound(), noise);
      assertEquals(GoldenSystem.number(entry.get("bound_lower")), reduced.smallestError(), noise);
      TruncationError error = TruncationError.of(reduction, order);
      double expected = GoldenSystem.number(entry.get("hinf_error"));
      double tolerance = Tolerance.truncation(expected, sigma[0]);
      assertEquals(expected, error.ofTruncation(), tolerance, "order " + order);
      // Rounding the matrices moves poles by their last place, and a response by that over their
      // distance from the boundary.
      double rounding =
          Math.max(REDUCED_ROUNDING, UNIT_ROUNDOFF * Tolerance.condition(golden)) * sigma[0];
      assertEquals(error.ofTruncation(), error.asStored(), 1e-6 * expected + rounding);
    }
  }
}
