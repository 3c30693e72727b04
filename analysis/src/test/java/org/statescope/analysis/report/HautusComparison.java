package org.statescope.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.golden.Tolerance;
import org.statescope.analysis.lti.Complex;
import tools.jackson.databind.JsonNode;

/// Hautus values of a report beside those of the reference. The reference has them at its own
/// poles, so that a pole that is known to some distance only moves its value by at most that.
final class HautusComparison {
  private final double[] expected;
  private final double[] actual;
  private final List<Complex> expectedPoles;
  private final List<Complex> actualPoles;
  private final GoldenSystem golden;

  HautusComparison(GoldenSystem golden, JsonNode json, String side) {
    this.golden = golden;
    expected = GoldenSystem.numbers(golden.json().get("pbh_sigma_min").get(side));
    actual = GoldenSystem.numbers(json.get("pbh_sigma_min").get(side));
    expectedPoles = golden.poles();
    actualPoles = GoldenSystem.complexes(json.get("poles"));
  }

  void compare() {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < actual.length; i++) {
      assertOne(i);
    }
    for (int j = 0; j < expected.length; j++) {
      assertTrue(hasPartner(j), "no pole near " + expectedPoles.get(j));
    }
  }

  /// Some pole of the reference, within the tolerance of poles, has this value.
  private void assertOne(int i) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < expected.length; j++) {
      double distance = actualPoles.get(i).distanceTo(expectedPoles.get(j));
      if (distance <= Tolerance.pole(golden, expectedPoles.get(j))) {
        double excess =
            Math.abs(actual[i] - expected[j])
                - distance
                - Tolerance.singularValue(golden, expected[j]);
        least = Math.min(least, excess);
      }
    }
    assertTrue(least <= 0, "Hautus value at " + actualPoles.get(i) + " is " + actual[i]);
  }

  private boolean hasPartner(int j) {
    return actualPoles.stream()
        .anyMatch(
            pole ->
                pole.distanceTo(expectedPoles.get(j))
                    <= Tolerance.pole(golden, expectedPoles.get(j)));
  }
}
