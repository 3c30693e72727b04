package org.statescope.analysis.gramian;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.refusal.Refusals;

/// Wrong input of every public entry point of the package, one sentence each.
class GramianRefusalTest {
  static List<Refusals.Case> cases() {
    StateSpace continuous = system(TimeDomain.continuous(), -1);
    StateSpace discrete = system(TimeDomain.discrete(0.5), 0.5);
    Gramian one = new Gramian(Refusals.matrix(1, 1, 1), Refusals.matrix(1, 1, 1), 0, 1);
    Gramian two = new Gramian(Refusals.diagonal(), Refusals.diagonal(), 0, 1);
    ModelReduction reduction =
        ((ModelReduction.Result.Balanced) ModelReduction.of(continuous)).reduction();
    return new Refusals()
        .accepts("Gramians of order one", () -> Gramians.both(continuous))
        .accepts("Hankel values of order one", () -> HankelSingularValues.of(discrete))
        .accepts("H₂ norm of order one", () -> H2Norm.of(continuous))
        .accepts("split of order one", () -> SplitGramians.controllability(continuous))
        .accepts("horizon of nothing", () -> FiniteHorizonGramians.controllability(continuous, 0.0))
        .refuses("order", () -> reduction.truncated(2), "2")
        .refuses("order", () -> reduction.residualised(-1), "-1")
        .refuses(
            "horizon", () -> FiniteHorizonGramians.controllability(continuous, Double.NaN), "NaN")
        .refuses(
            "horizon",
            () -> FiniteHorizonGramians.observability(continuous, Double.POSITIVE_INFINITY),
            "Infinity")
        .refuses("horizon", () -> FiniteHorizonGramians.controllability(discrete, -1), "-1")
        .refuses("unit", () -> FiniteHorizonGramians.observability(continuous, 3), "steps")
        .refuses("unit", () -> FiniteHorizonGramians.controllability(discrete, 3.0), "seconds")
        .refuses("band", () -> FrequencyLimitedGramians.controllability(continuous, 2, 1), "2.0")
        .refuses(
            "band", () -> FrequencyLimitedGramians.observability(continuous, Double.NaN, 1), "NaN")
        .refuses("band", () -> FrequencyLimitedGramians.observability(discrete, 0, 7), "Nyquist")
        .refuses("two systems", () -> HankelSingularValues.of(one, two), "1×1", "2×2")
        .refuses(
            "factor",
            () -> new Gramian(Refusals.diagonal(), Refusals.matrix(1, 1, 1), 0, 1),
            "2×2",
            "1×1")
        .refuses(
            "Gramian",
            () -> new Gramian(Refusals.matrix(2, 3, 1), Refusals.matrix(2, 1, 1), 0, 1),
            "2×3")
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
