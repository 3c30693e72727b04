package org.statescope.analysis.stability;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.refusal.Refusals;

/// Wrong input of every public entry point of the package, one sentence each.
class StabilityRefusalTest {
  static List<Refusals.Case> cases() {
    TimeDomain time = TimeDomain.continuous();
    DMatrixRMaj a = Refusals.diagonal();
    return new Refusals()
        .square("NumericalAbscissa", NumericalAbscissa::of)
        .square("PoleSensitivity", PoleSensitivity::of)
        .square("Pseudospectrum", Pseudospectrum::of)
        .square("PseudospectralAbscissa", x -> PseudospectralAbscissa.of(x, time, 0.1))
        .square("StabilityAnswer", x -> StabilityAnswer.of(x, time))
        .square("StabilityMargin", x -> StabilityMargin.of(x, time))
        .square("StabilityRadius", x -> StabilityRadius.of(x, time))
        .square("StructuredStability", x -> StructuredStability.of(x, time))
        .square("TransientGrowth", x -> TransientGrowth.of(x, time))
        .finite("LyapunovExponents", 2, 2, x -> new LyapunovExponents(2).add(x))
        .refuses("step", () -> new LyapunovExponents(2).add(Refusals.matrix(2, 3, 1)), "2×3", "2×2")
        .refuses("order", () -> new LyapunovExponents(0), "0")
        .refuses("level", () -> PseudospectralAbscissa.of(a, time, Double.NaN), "NaN")
        .refuses("level", () -> PseudospectralAbscissa.of(a, time, 0), "0")
        .refuses("window", () -> new Pseudospectrum.Window(0, 0, 0, 1), "empty")
        .refuses("window", () -> new Pseudospectrum.Window(0, Double.NaN, 0, 1), "NaN")
        .refuses(
            "grid",
            () -> Pseudospectrum.of(a).grid(new Pseudospectrum.Window(0, 1, 0, 1), 1, 5),
            "1×5")
        .refuses("pole", () -> StabilityMargin.margin(Complex.real(Double.NaN), time), "NaN")
        .cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wrongInputIsRefusedWithOneSentence(Refusals.Case wrong) {
    wrong.check();
  }
}
