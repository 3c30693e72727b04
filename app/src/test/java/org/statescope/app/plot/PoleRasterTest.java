package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PoleRasterTest {
  private final PoleRaster raster = new PoleRaster(21, 15);

  @Test
  void aStampIsCentredOnItsPixelAndOpaqueInTheMiddle() {
    raster.stamp(PoleRaster.Stamp.cross(4, 1.1), 10.5, 7.5, 255, 0, 0, 255);
    assertEquals(0xffff0000, raster.pixels()[7 * 21 + 10]);
    assertEquals(0, raster.pixels()[7 * 21 + 14], "beside the cross nothing is drawn");
    assertTrue(raster.pixels()[4 * 21 + 7] >>> 24 > 128, "the arm reaches the corner");
  }

  @ParameterizedTest
  @CsvSource({"-3, -3", "0, 0", "21, 15", "24, 2", "1000, -1000"})
  void whatLiesOutsideIsCutOff(double x, double y) {
    raster.stamp(PoleRaster.Stamp.dot(2), x, y, 1, 2, 3, 255);
    assertEquals(21 * 15, raster.pixels().length);
  }

  @Test
  void coloursStayPremultipliedHoweverOftenTheyAreBlended() {
    for (int i = 0; i < 200; i++) {
      raster.stamp(PoleRaster.Stamp.dot(3), 10.5, 7.5, 250, 180, 40, 20);
    }
    assertTrue(
        Arrays.stream(raster.pixels())
            .allMatch(
                p ->
                    (p >> 16 & 255) <= p >>> 24
                        && (p >> 8 & 255) <= p >>> 24
                        && (p & 255) <= p >>> 24));
  }
}
