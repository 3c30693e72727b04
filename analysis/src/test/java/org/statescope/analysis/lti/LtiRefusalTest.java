package org.statescope.analysis.lti;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.refusal.Refusals;

/// Wrong input of every public entry point of the package, one sentence each.
class LtiRefusalTest {
  static List<Refusals.Case> cases() {
    TimeDomain time = TimeDomain.continuous();
    double[][] one = {{1}};
    double[] empty = {};
    double[] infinite = {1, Double.POSITIVE_INFINITY};
    DMatrixRMaj d = Refusals.matrix(1, 1, 0);
    return new Refusals()
        .square("Poles", Poles::of)
        .pair(
            "StateSpace",
            (a, b) -> StateSpace.strictlyProper(a, b, Refusals.matrix(1, a.numRows, 1), time))
        .dualPair(
            "StateSpace",
            (a, c) -> StateSpace.strictlyProper(a, Refusals.matrix(a.numRows, 1, 1), c, time))
        .finite("StateSpace, D", 1, 1, x -> new StateSpace(d, d, d, x, time))
        .refuses(
            "D of 2×1",
            () -> new StateSpace(d, d, d, Refusals.matrix(2, 1, 0), time),
            "1 row",
            "2 rows")
        .refuses(
            "no inputs",
            () -> StateSpace.strictlyProper(d, new DMatrixRMaj(1, 0), d, time),
            "no columns")
        .refuses(
            "no outputs",
            () -> StateSpace.strictlyProper(d, d, new DMatrixRMaj(0, 1), time),
            "no rows")
        .refuses(
            "ragged rows",
            () -> StateSpace.continuous(new double[][] {{1, 2}, {3}}, one, one, one),
            "2 columns",
            "1 column")
        .refuses("no rows", () -> StateSpace.continuous(new double[0][], one, one, one), "0×0")
        .refuses("period", () -> TimeDomain.discrete(Double.NaN), "NaN")
        .refuses("period", () -> TimeDomain.discrete(0), "0.0")
        .refuses("coefficients", () -> CompanionForm.controllable(empty), "empty")
        .refuses("coefficients", () -> CompanionForm.observable(infinite), "Infinity")
        .refuses("coefficients", () -> CompanionForm.poles(empty), "empty")
        .refuses("roots", () -> CompanionForm.coefficients(List.of()), "empty")
        .refuses("roots", () -> CompanionForm.coefficients(List.of(new Complex(0, 1))), "conjugate")
        .refuses(
            "roots", () -> CompanionForm.coefficients(List.of(Complex.real(Double.NaN))), "NaN")
        .refuses("pole", () -> PoleProperties.of(Complex.real(Double.NaN), time), "NaN")
        .refuses(
            "memory",
            () -> PoleProperties.of(Complex.real(-1), time).memoryInSteps(Double.NaN),
            "NaN")
        .cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrongInputIsRefusedWithOneSentence(Refusals.Case wrong) {
    wrong.check();
  }
}
