package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvelopeTest {
  @Test
  void fewPointsAreAllKept() {
    Points points = noise(100, 1);
    Envelope envelope = Envelope.of(points, 0, 99, 300, false);
    assertFalse(envelope.isThinned());
    assertEquals(100, envelope.x().length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 129, 640})
  void manyPointsKeepEverySpikeAndTheEndsWithinFourPointsAPixel(int pixels) {
    Points points = noise(100_000, 2);
    Envelope envelope = Envelope.of(points, 0, 99_999, pixels, false);
    assertTrue(envelope.isThinned());
    assertTrue(envelope.x().length <= 4 * (pixels + 1), "kept " + envelope.x().length);
    assertEquals(points.y(0), envelope.y()[0]);
    assertEquals(points.y(99_999), envelope.y()[envelope.y().length - 1]);
    double[] all = all(points);
    assertEquals(
        Arrays.stream(all).max().orElseThrow(), Arrays.stream(envelope.y()).max().orElseThrow());
    assertEquals(
        Arrays.stream(all).min().orElseThrow(), Arrays.stream(envelope.y()).min().orElseThrow());
    double[] sorted = envelope.x().clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, envelope.x(), "x ascends");
  }

  @Test
  void aZoomKeepsOneNeighbourBeyondEachEndSoThatTheLineLeavesThePlot() {
    Envelope envelope = Envelope.of(noise(1000, 3), 200.5, 300.5, 2000, false);
    assertEquals(200, envelope.x()[0]);
    assertEquals(301, envelope.x()[envelope.x().length - 1]);
  }

  @Test
  void aLogarithmicAxisGetsPositiveValuesOnly() {
    Points points = Points.of(new double[] {0, 1, 2}, new double[] {-1, 0, 3});
    assertArrayEquals(new double[] {3}, Envelope.of(points, 0, 2, 100, true).y());
  }

  @Test
  void noPointsGiveAnEmptyEnvelope() {
    assertEquals(
        0, Envelope.of(Points.of(new double[0], new double[0]), 0, 1, 10, false).x().length);
  }

  private static Points noise(int size, long seed) {
    Random random = new Random(seed);
    double[] x = new double[size];
    double[] y = new double[size];
    for (int i = 0; i < size; i++) {
      x[i] = i;
      y[i] = random.nextGaussian();
    }
    return Points.of(x, y);
  }

  private static double[] all(Points points) {
    double[] y = new double[points.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = points.y(i);
    }
    return y;
  }
}
