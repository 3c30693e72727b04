package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;

class HInfinityNormGoldenTest {
  private static final double WELL_CONDITIONED = 1e-9;
  private static final double ILL_CONDITIONED = 1e-6;
  private static final double ILL_CONDITION = 1e10;
  private static final double FREQUENCY = 1e-4;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void normAndPeakMatch(GoldenSystem golden) {
    HInfinityNorm norm = HInfinityNorm.of(golden.system());
    if (golden.number("hinf_norm").isEmpty()) {
      if (!golden.field("stable").orElseThrow().asBoolean()) {
        assertTrue(
            norm instanceof HInfinityNorm.NotStable
                || StabilityMargin.of(golden.system()).verdict().margin() <= 1);
      }
      return;
    }
    double expected = golden.number("hinf_norm").orElseThrow();
    double condition = golden.number("cond", "lyapunov").orElseThrow();
    double tolerance = condition > ILL_CONDITION ? ILL_CONDITIONED : WELL_CONDITIONED;
    var finite = assertInstanceOf(HInfinityNorm.Finite.class, norm);
    assertEquals(expected, finite.value(), tolerance * expected);
    assertTrue(finite.upperBound() >= expected * (1 - tolerance));
    checkPeak(golden, finite, tolerance);
  }

  /// The frequency matches, or the peak is so flat that the reference's frequency has the same
  /// gain.
  private static void checkPeak(GoldenSystem golden, HInfinityNorm.Finite norm, double tolerance) {
    double expected = golden.number("hinf_peak_freq").orElseThrow();
    double actual = norm.peakFrequency();
    boolean matches =
        expected == actual || Math.abs(actual - expected) <= FREQUENCY * Math.max(expected, actual);
    if (!matches) {
      FrequencyGain gain = new FrequencyGain(golden.system());
      double there =
          Double.isInfinite(expected)
              ? gain.ofFeedthrough()
              : gain.refined(
                  switch (golden.system().timeDomain()) {
                    case Continuous() -> expected;
                    case Discrete(double period) -> expected * period;
                  });
      assertEquals(norm.value(), there, tolerance * norm.value(), actual + " for " + expected);
    }
  }
}
