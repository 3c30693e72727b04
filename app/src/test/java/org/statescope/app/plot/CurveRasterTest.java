package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveRasterTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;
  private static final int RGB = 0x336699;

  /// The plain twin: within each column the curve is looked at in a thousand places; the column is
  /// covered from the highest to the lowest of them, and by half the thickness beyond.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aCurveCoversOfEachColumnWhatItPassesThrough(long seed) {
    Random random = new Random(seed);
    int points = 2 + random.nextInt(200);
    double[] x = random.doubles(points, -5, WIDTH + 5).sorted().toArray();
    double[] y = random.doubles(points, -10, HEIGHT + 10).toArray();
    double thickness = 1 + random.nextDouble();
    CurveRaster raster = new CurveRaster(WIDTH, HEIGHT);
    raster.draw(x, y, thickness, RGB, 255);
    for (int column = 0; column < WIDTH; column++) {
      double top = Double.POSITIVE_INFINITY;
      double bottom = Double.NEGATIVE_INFINITY;
      for (int i = 0; i + 1 < points; i++) {
        for (int k = 0; k <= 1000; k++) {
          double at = column + k / 1000.0;
          if (at >= x[i] && at <= x[i + 1] && x[i + 1] > x[i]) {
            double value = y[i] + (y[i + 1] - y[i]) * (at - x[i]) / (x[i + 1] - x[i]);
            top = Math.min(top, value);
            bottom = Math.max(bottom, value);
          }
        }
        for (int end : new int[] {i, i + 1}) {
          if (x[end] >= column && x[end] <= column + 1) {
            top = Math.min(top, y[end]);
            bottom = Math.max(bottom, y[end]);
          }
        }
      }
      for (int row = 0; row < HEIGHT; row++) {
        double covered =
            Math.min(row + 1, bottom + thickness / 2) - Math.max(row, top - thickness / 2);
        assertEquals(
            255 * Math.clamp(covered, 0, 1), alpha(raster, column, row), 3, column + ", " + row);
      }
    }
  }

  @Test
  void whereACurveCrossesItselfItGetsNoDarker() {
    double[] x = new double[1000];
    double[] y = new double[1000];
    for (int i = 0; i < x.length; i++) {
      x[i] = (double) i * WIDTH / x.length;
      y[i] = i % 2 == 0 ? 10 : 30;
    }
    CurveRaster raster = new CurveRaster(WIDTH, HEIGHT);
    raster.draw(x, y, 1, RGB, 77);
    for (int column = 0; column < WIDTH - 1; column++) {
      for (int row = 10; row < 30; row++) {
        assertEquals(77, alpha(raster, column, row));
      }
    }
  }

  @Test
  void nothingIsLeftAfterClearing() {
    CurveRaster raster = new CurveRaster(WIDTH, HEIGHT);
    raster.draw(new double[] {0, WIDTH}, new double[] {5, 35}, 2, RGB, 255);
    assertTrue(Arrays.stream(raster.pixels()).anyMatch(pixel -> pixel != 0));
    raster.clear();
    assertTrue(Arrays.stream(raster.pixels()).allMatch(pixel -> pixel == 0));
  }

  private static int alpha(CurveRaster raster, int column, int row) {
    return raster.pixels()[row * WIDTH + column] >>> 24;
  }
}
