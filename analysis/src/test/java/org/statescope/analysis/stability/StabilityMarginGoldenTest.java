package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.golden.Tolerance;
import org.statescope.analysis.structure.Verdict;

class StabilityMarginGoldenTest {
  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void abscissaAndRadiusMatchWithinTheStatedUncertainty(GoldenSystem golden) {
    StabilityMargin margin = StabilityMargin.of(golden.system());
    double tolerance =
        golden.poles().stream()
            .mapToDouble(pole -> Tolerance.pole(golden, pole))
            .max()
            .orElseThrow();
    assertEquals(
        golden.number("spectral_abscissa").orElseThrow(), margin.spectralAbscissa(), tolerance);
    assertEquals(
        golden.number("spectral_radius").orElseThrow(), margin.spectralRadius(), tolerance);
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void noVerdictContradictsTheReference(GoldenSystem golden) {
    check(golden, StabilityMargin.of(golden.system()).verdict());
    check(golden, StabilityAnswer.of(golden.system()).verdict());
  }

  private static void check(GoldenSystem golden, Verdict verdict) {
    boolean stable = golden.field("stable").orElseThrow().asBoolean();
    switch (verdict) {
      case Verdict.Holds _ -> assertTrue(stable, verdict.reason());
      case Verdict.Fails _ -> assertFalse(stable, verdict.reason());
      case Verdict.Undecidable _ -> assertTrue(verdict.margin() <= 1);
    }
  }
}
