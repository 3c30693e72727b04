package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class SmoothingTest {
  @Test
  void aConstantStaysWhereItIsFromTheFirstPointOn() {
    Points smooth =
        Smoothing.exponential(Points.of(new double[] {1, 2, 3}, new double[] {5, 5, 5}), 0.99);
    for (int i = 0; i < 3; i++) {
      assertEquals(5, smooth.y(i), 1e-5);
      assertEquals(i + 1, smooth.x(i));
    }
  }

  @Test
  void weighsThePastByPowersOfTheWeight() {
    Points smooth =
        Smoothing.exponential(Points.of(new double[] {1, 2, 3}, new double[] {1, 2, 4}), 0.5);
    assertEquals((0.25 * 1 + 0.5 * 2 + 4) / 1.75, smooth.y(2), 1e-6);
  }

  @Test
  void weightZeroIsTheCurveItself() {
    Points raw = Points.of(new double[] {1}, new double[] {2});
    assertSame(raw, Smoothing.exponential(raw, 0));
  }

  @Test
  void aWeightOfOneIsRefused() {
    Points raw = Points.of(new double[] {1}, new double[] {2});
    assertThrows(IllegalArgumentException.class, () -> Smoothing.exponential(raw, 1));
    assertThrows(IllegalArgumentException.class, () -> Smoothing.exponential(raw, Double.NaN));
  }
}
