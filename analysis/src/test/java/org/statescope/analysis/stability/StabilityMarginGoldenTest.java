package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.structure.Verdict;

class StabilityMarginGoldenTest {
  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void abscissaAndRadiusMatchWithinTheStatedUncertainty(GoldenSystem golden) {
    StabilityMargin margin = StabilityMargin.of(golden.system());
    double tolerance = poleTolerance(golden);
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

  /// The folder's rule for poles: by the conditioning of the eigenvectors, or by the multiplicity
  /// where there are not enough of them.
  static double poleTolerance(GoldenSystem golden) {
    double condition = golden.number("cond", "eigenvector_matrix_double").orElseThrow();
    double byCondition = Math.min(1e-12 * condition, 1e-3) * golden.norm();
    boolean defective = golden.json().get("tags").toString().contains("defective");
    int n = golden.system().order();
    return defective ? Math.max(Math.pow(1e-14, 1.0 / n), 1e-12) * golden.norm() : byCondition;
  }
}
