package org.statescope.analysis.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.Closeness;
import org.statescope.analysis.golden.GoldenSystem;

class LyapunovGoldenTest {
  private static final double UNIT_ROUNDOFF = 2.2e-16;
  private static final double HOPELESS_CONDITION = 1e13;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void solutionsMatchOrTheEquationIsReportedAsSingular(GoldenSystem golden) {
    DMatrixRMaj a = golden.system().a();
    if (golden.field("lyapunov").isEmpty()) {
      DMatrixRMaj q = Products.gram(golden.system().b());
      MatrixEquationResult result =
          golden.system().isDiscrete() ? Lyapunov.discrete(a, q) : Lyapunov.continuous(a, q);
      switch (result) {
        case MatrixEquationResult.Singular _ -> {}
        case MatrixEquationResult.Solved solved ->
            assertTrue(
                solved.conditionEstimate() > 1e14, "condition " + solved.conditionEstimate());
      }
      return;
    }
    DMatrixRMaj q = GoldenSystem.matrix(golden.field("lyapunov", "Q").orElseThrow());
    DMatrixRMaj expected = GoldenSystem.matrix(golden.field("lyapunov", "X").orElseThrow());
    MatrixEquationResult result =
        golden.system().isDiscrete() ? Lyapunov.discrete(a, q) : Lyapunov.continuous(a, q);
    var solved = assertInstanceOf(MatrixEquationResult.Solved.class, result);
    assertTrue(solved.relativeResidual() < 1e-12, "residual " + solved.relativeResidual());
    double condition = golden.number("cond", "lyapunov").orElse(solved.conditionEstimate());
    if (condition > HOPELESS_CONDITION) {
      assertTrue(solved.conditionEstimate() > HOPELESS_CONDITION / 1e3);
      return;
    }
    if (golden.number("cond", "lyapunov").isPresent()) {
      assertEquals(1, solved.conditionEstimate() / condition, 0.1, "condition");
    }
    Closeness.assertRelative(
        expected, solved.x(), Math.max(1e-12, 100 * UNIT_ROUNDOFF * a.numRows * condition), "X");
  }
}
