package org.statescope.analysis.response;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.refusal.Refusals;

/// Wrong input of every public entry point of the package, one sentence each.
class ResponseRefusalTest {
  static List<Refusals.Case> cases() {
    StateSpace continuous = system(TimeDomain.continuous(), -1);
    StateSpace discrete = system(TimeDomain.discrete(0.5), 0.5);
    double nan = Double.NaN;
    return new Refusals()
        .accepts("Discretisation of order one", () -> Discretisation.zeroOrderHold(continuous, 1))
        .accepts("balanced form of order one", () -> BalancedRealisation.of(continuous))
        .accepts("companion form of order one", () -> CompanionRealisation.controllable(continuous))
        .accepts("modal form of order one", () -> ModalRealisation.of(continuous))
        .accepts("Schwarz form of order one", () -> SchwarzRealisation.of(continuous))
        .refuses("period", () -> Discretisation.zeroOrderHold(continuous, nan), "NaN")
        .refuses("period", () -> Discretisation.bilinear(continuous, 0), "0.0")
        .refuses("period", () -> Discretisation.forwardEuler(continuous, -1), "-1.0")
        .refuses(
            "period",
            () -> Discretisation.backwardEuler(continuous, Double.POSITIVE_INFINITY),
            "Infinity")
        .refuses("domain", () -> Discretisation.bilinear(discrete, 1), "discrete already")
        .refuses("domain", () -> Discretisation.inverseBilinear(continuous), "continuous already")
        .refuses("domain", () -> Discretisation.inverseZeroOrderHold(continuous), "continuous")
        .refuses("frequency", () -> FrequencyResponse.at(continuous, nan), "NaN")
        .refuses(
            "frequency", () -> FrequencyResponse.at(discrete, Double.POSITIVE_INFINITY), "Infinity")
        .refuses("frequencies", () -> FrequencyResponse.of(continuous, new double[0]), "empty")
        .refuses("times", () -> TimeResponse.step(continuous, new double[0]), "empty")
        .refuses("times", () -> TimeResponse.impulse(continuous, new double[] {nan}), "NaN")
        .refuses("times", () -> TimeResponse.impulse(continuous, new double[] {-1}), "-1.0")
        .refuses("domain", () -> TimeResponse.step(discrete, new double[] {1}), "discrete")
        .refuses("samples", () -> TimeResponse.discreteStep(discrete, 0), "0")
        .refuses("domain", () -> TimeResponse.discreteImpulse(continuous, 3), "continuous")
        .refuses(
            "state",
            () -> TimeResponse.initial(continuous, new double[2], new double[] {1}),
            "2 numbers",
            "1 states")
        .refuses(
            "state", () -> TimeResponse.discreteInitial(discrete, new double[] {nan}, 3), "NaN")
        .refuses("input", () -> ZeroPoleGain.of(continuous, 0, 1), "input 1")
        .refuses("output", () -> ZeroPoleGain.of(continuous, -1, 0), "output -1")
        .refuses("point", () -> ZeroPoleGain.of(continuous, 0, 0).at(Complex.real(nan)), "NaN")
        .refuses(
            "fraction", () -> new TransferFunction(new double[0], new double[] {1}), "numerator")
        .refuses(
            "fraction", () -> new TransferFunction(new double[] {1}, new double[] {nan}), "NaN")
        .cases();
  }

  private static StateSpace system(TimeDomain domain, double pole) {
    return StateSpace.strictlyProper(
        Refusals.matrix(1, 1, pole), Refusals.matrix(1, 1, 1), Refusals.matrix(1, 1, 1), domain);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrongInputIsRefusedWithOneSentence(Refusals.Case wrong) {
    wrong.check();
  }
}
