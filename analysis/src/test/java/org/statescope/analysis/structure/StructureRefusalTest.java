package org.statescope.analysis.structure;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.refusal.Refusals;

/// Wrong input of every public entry point of the package, one sentence each.
class StructureRefusalTest {
  static List<Refusals.Case> cases() {
    DMatrixRMaj a = Refusals.diagonal();
    DMatrixRMaj b = Refusals.matrix(2, 1, 1);
    List<Complex> origin = List.of(Complex.ZERO);
    return new Refusals()
        .pair("ExactRank", ExactRank::controllable)
        .dualPair("ExactRank", ExactRank::observable)
        .pair("HautusTest", (x, y) -> HautusTest.controllability(x, y, origin))
        .dualPair("HautusTest", (x, y) -> HautusTest.observability(x, y, origin))
        .pair("KalmanMatrix", KalmanMatrix::controllability)
        .dualPair("KalmanMatrix", KalmanMatrix::observability)
        .pair("Staircase", Staircase::controllability)
        .dualPair("Staircase", Staircase::observability)
        .pair("StaircaseTolerance", StaircaseTolerance::rounding)
        .pair("StructuralDistance", StructuralDistance::of)
        .pair("StructuredPair", StructuredPair::controllability)
        .dualPair("StructuredPair", StructuredPair::observability)
        .refuses("no points", () -> HautusTest.controllability(a, b, List.of()), "empty")
        .refuses(
            "a point that is no number",
            () -> HautusTest.controllability(a, b, List.of(Complex.real(Double.NaN))),
            "NaN")
        .refuses(
            "no inputs", () -> KalmanMatrix.controllability(a, new DMatrixRMaj(2, 0)), "no columns")
        .refuses(
            "no outputs", () -> KalmanMatrix.observability(a, new DMatrixRMaj(0, 2)), "no rows")
        .accepts(
            "staircase without inputs", () -> Staircase.controllability(a, new DMatrixRMaj(2, 0)))
        .accepts("rank without inputs", () -> ExactRank.controllable(a, new DMatrixRMaj(2, 0)))
        .accepts(
            "pattern without inputs",
            () -> StructuredPair.controllability(a, new DMatrixRMaj(2, 0)))
        .refuses("tolerance", () -> new StaircaseTolerance(Double.NaN, 1), "NaN")
        .refuses("tolerance", () -> new StaircaseTolerance(0, Double.POSITIVE_INFINITY), "Infinity")
        .refuses("tolerance", () -> StaircaseTolerance.relative(a, b, -1), "negative")
        .refuses("gap", () -> StructuralDistance.of(a, b, Double.NaN, 10), "NaN")
        .refuses("budget", () -> StructuralDistance.of(a, b, 0.1, -1), "-1")
        .refuses(
            "evidence",
            () -> new Evidence(Double.NaN, 0, DecisionMethod.HAUTUS_TEST, 1, "none"),
            "NaN")
        .cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrongInputIsRefusedWithOneSentence(Refusals.Case wrong) {
    wrong.check();
  }
}
