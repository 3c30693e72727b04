package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;

class StabilityRadiusGoldenTest {
  private static final double ABSOLUTE_PER_NORM = 1e-13;
  private static final double RELATIVE = 1e-8;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void radiusMatchesAndItsBoundsHoldTheReference(GoldenSystem golden) {
    double expected = golden.number("stability_radius", "value").orElseThrow();
    double slack = ABSOLUTE_PER_NORM * golden.norm();
    StabilityRadius radius = StabilityRadius.of(golden.system());
    assertEquals(expected, radius.value(), slack + RELATIVE * expected);
    if (radius instanceof StabilityRadius.Stable stable) {
      assertTrue(stable.lowerBound() <= expected + stable.resolution());
    }
  }
}
