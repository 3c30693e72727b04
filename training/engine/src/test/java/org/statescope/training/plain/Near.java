package org.statescope.training.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Comparison of tensors by largest difference over largest value.
public final class Near {
  private Near() {}

  public static void assertNear(double[] expected, double[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what);
    double scale = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      double here = Math.abs(expected[i] - actual[i]);
      difference = here <= difference ? difference : here;
    }
    double relative = scale == 0 ? difference : difference / scale;
    assertTrue(relative <= tolerance, what + " differs by " + relative + " of its largest value");
  }
}
