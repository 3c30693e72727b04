package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class MarchingSquaresTest {
  @Test
  void theLineOfADistanceIsACircleOfItsLength() {
    int size = 101;
    double[] places = new double[size];
    for (int i = 0; i < size; i++) {
      places[i] = -2 + 4.0 * i / (size - 1);
    }
    double[][] distance = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        distance[row][column] = Math.hypot(places[column], places[row]);
      }
    }
    double[] pieces = MarchingSquares.segments(distance, 1.5, places, places);
    double length = 0;
    for (int i = 0; i < pieces.length; i += 4) {
      assertEquals(1.5, Math.hypot(pieces[i], pieces[i + 1]), 1e-3);
      length += Math.hypot(pieces[i + 2] - pieces[i], pieces[i + 3] - pieces[i + 1]);
    }
    assertEquals(2 * Math.PI * 1.5, length, 0.01);
    assertEquals(0, MarchingSquares.segments(distance, 5, places, places).length);
  }

  @Test
  void aSaddleIsJoinedAsItsMiddleSays() {
    double[] places = {0, 1};
    double[][] saddle = {{-3, 1}, {1, -3}};
    double[] pieces = MarchingSquares.segments(saddle, 0, places, places);
    assertEquals(8, pieces.length);
    // The middle is low as are the corners (0, 0) and (1, 1): the pieces cut off the other two.
    assertArrayEquals(new double[] {0.75, 0, 1, 0.25, 0.25, 1, 0, 0.75}, pieces, 1e-12);
    double[][] hole = {{0, 1}, {1, Double.NaN}};
    assertEquals(0, MarchingSquares.segments(hole, 0.5, places, places).length);
  }

  @Test
  void aLineHasWholePieces() {
    assertThrows(
        IllegalArgumentException.class, () -> new PoleContours.Level("1", new double[] {1, 2}));
  }
}
