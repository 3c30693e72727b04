package org.statescope.analysis.gramian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.StateSpace;

final class PrincipalDirectionsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 13})
  void eachDirectionIsMultipliedByItsEnergy(int order) {
    Gramian gramian = gramian(order);
    PrincipalDirections axes = PrincipalDirections.of(gramian);
    double scale = axes.energies()[0];
    assertArrayEquals(gramian.eigenvalues(), axes.energies(), 1e-13 * scale);
    for (int k = 0; k < order; k++) {
      double[] direction = axes.direction(k);
      double length = 0;
      double largest = 0;
      for (int i = 0; i < order; i++) {
        double moved = 0;
        for (int j = 0; j < order; j++) {
          moved += gramian.matrix().get(i, j) * direction[j];
        }
        assertEquals(axes.energies()[k] * direction[i], moved, 1e-13 * order * scale);
        length = Math.hypot(length, direction[i]);
        largest = Math.abs(direction[i]) > Math.abs(largest) ? direction[i] : largest;
      }
      assertEquals(1, length, 1e-13);
      assertTrue(largest > 0, "the largest component is positive");
    }
  }

  private static Gramian gramian(int order) {
    Random random = new Random(order);
    double[][] a = new double[order][order];
    double[][] b = new double[order][1];
    double[][] c = new double[1][order];
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        a[i][j] = random.nextGaussian() / order;
      }
      a[i][i] -= 2;
      b[i][0] = random.nextGaussian();
      c[0][i] = random.nextGaussian();
    }
    StateSpace system = StateSpace.continuous(a, b, c, new double[][] {{0}});
    return assertInstanceOf(GramianResult.Converged.class, Gramians.controllability(system))
        .gramian();
  }
}
