package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssignmentTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void isAsCheapAsTheBestOfAllPairings(int size) {
    Random random = new Random(size);
    for (int trial = 0; trial < 20; trial++) {
      double[] costs = random.doubles((long) size * size).toArray();
      int[] pairs = Assignment.cheapest(costs, size);
      assertArrayEquals(
          IntStream.range(0, size).toArray(), Arrays.stream(pairs).sorted().toArray());
      assertEquals(cheapestByTrial(costs, size, 0, new boolean[size]), cost(costs, pairs), 1e-12);
    }
  }

  @Test
  void anEmptyMatrixHasAnEmptyPairing() {
    assertEquals(0, Assignment.cheapest(new double[0], 0).length);
  }

  @Test
  void aMatrixOfTheWrongSizeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Assignment.cheapest(new double[3], 2));
  }

  private static double cost(double[] costs, int[] pairs) {
    return IntStream.range(0, pairs.length)
        .mapToDouble(i -> costs[i * pairs.length + pairs[i]])
        .sum();
  }

  private static double cheapestByTrial(double[] costs, int size, int row, boolean[] used) {
    if (row == size) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int column = 0; column < size; column++) {
      if (!used[column]) {
        used[column] = true;
        best =
            Math.min(
                best, costs[row * size + column] + cheapestByTrial(costs, size, row + 1, used));
        used[column] = false;
      }
    }
    return best;
  }
}
