package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statescope.app.seeds.MeanInterval;

class BandPointsTest {
  private static final Points ONE = points(new double[] {1, 2, 3, 4}, new double[] {4, 3, 2, 1});
  private static final Points TWO = points(new double[] {2, 3, 4, 5}, new double[] {7, 6, 5, 4});
  private static final Points SPARSE = points(new double[] {1, 3}, new double[] {10, 13});

  @Test
  void aBandStandsOnlyWhereEverySeedReports() {
    BandPoints band = BandPoints.of(List.of(ONE, TWO), SeedBand.Spread.RANGE);
    assertEquals(3, band.mean().size());
    assertEquals(2, band.mean().x(0));
    assertEquals(4, band.mean().x(2));
    assertEquals(5, band.mean().y(0));
    assertEquals(3, band.low().y(0));
    assertEquals(7, band.high().y(0));
  }

  @Test
  void theIntervalIsThatOfTheMean() {
    BandPoints band = BandPoints.of(List.of(ONE, TWO), SeedBand.Spread.INTERVAL);
    MeanInterval wanted = MeanInterval.of(1, 5);
    assertEquals(wanted.low(), band.low().y(2), 1e-12);
    assertEquals(wanted.high(), band.high().y(2), 1e-12);
  }

  @Test
  void aSeedThatReportsLessOftenCountsWithItsLastValue() {
    BandPoints band = BandPoints.of(List.of(ONE, SPARSE), SeedBand.Spread.RANGE);
    assertEquals(3, band.mean().size());
    assertEquals((3 + 10) / 2.0, band.mean().y(1));
    assertEquals((2 + 13) / 2.0, band.mean().y(2));
  }

  @Test
  void seedsThatShareNoPlaceHaveNoBand() {
    Points late = points(new double[] {9}, new double[] {1});
    assertEquals(0, BandPoints.of(List.of(ONE, late), SeedBand.Spread.RANGE).mean().size());
    Points none = points(new double[0], new double[0]);
    assertEquals(0, BandPoints.of(List.of(ONE, none), SeedBand.Spread.RANGE).mean().size());
  }

  private static Points points(double[] x, double[] y) {
    return Points.of(x, y);
  }
}
