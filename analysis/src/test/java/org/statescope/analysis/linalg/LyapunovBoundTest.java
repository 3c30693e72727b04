package org.statescope.analysis.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.linalg.complex.ShiftedPencil;

class LyapunovBoundTest {
  private static final int POINTS = 400;
  private static final double ROUNDING = 1e-12;

  @Test
  void theBoundOfASymmetricMatrixIsItsDistanceToTheAxis() {
    DMatrixRMaj a = CommonOps_DDRM.diag(-1, -4, -9);
    assertEquals(1, LyapunovBound.ofStabilityRadius(a), 1e-12);
  }

  @Test
  void noPointOfTheRightHalfPlaneFallsBelowTheBound() {
    for (int order : new int[] {1, 2, 7, 13, 33}) {
      Random random = new Random(order);
      DMatrixRMaj a = stable(order, random);
      double bound = LyapunovBound.ofStabilityRadius(a);
      assertTrue(bound > 0);
      var pencil = ShiftedPencil.of(a).evaluator();
      for (int i = 0; i < POINTS; i++) {
        double re = Math.abs(random.nextGaussian()) * random.nextInt(3);
        double im = 3 * random.nextGaussian();
        assertTrue(pencil.smallestSingularValue(re, im) >= bound * (1 - ROUNDING));
      }
    }
  }

  @Test
  void noPointOfThePlaneFallsBelowTheBoundOfTheDistance() {
    for (int order : new int[] {1, 2, 5, 9}) {
      Random random = new Random(100 + order);
      DMatrixRMaj a = RandomMatrices_DDRM.rectangle(order, order, -1, 1, random);
      DMatrixRMaj b = RandomMatrices_DDRM.rectangle(order, 3, -1, 1, random);
      double bound = LyapunovBound.ofDistance(a, b);
      assertTrue(bound > 0, "order " + order);
      var pencil = ShiftedPencil.of(a, b).evaluator();
      for (int i = 0; i < POINTS; i++) {
        double value =
            pencil.smallestSingularValue(2 * random.nextGaussian(), 2 * random.nextGaussian());
        assertTrue(value >= bound * (1 - ROUNDING));
      }
    }
  }

  @Test
  void anUnstableMatrixHasNoRadiusAndAnUncontrollablePairNoDistance() {
    assertEquals(0, LyapunovBound.ofStabilityRadius(CommonOps_DDRM.diag(-1, 0.5)));
    assertEquals(0, LyapunovBound.ofStabilityRadius(CommonOps_DDRM.diag(-1, 0)));
    DMatrixRMaj input = new DMatrixRMaj(new double[][] {{1}, {0}});
    assertEquals(0, LyapunovBound.ofDistance(CommonOps_DDRM.diag(-1, -2), input));
  }

  private static DMatrixRMaj stable(int order, Random random) {
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(order, order, -1, 1, random);
    double abscissa = Double.NEGATIVE_INFINITY;
    for (double real : Eigenvalues.of(a).real()) {
      abscissa = Math.max(abscissa, real);
    }
    for (int i = 0; i < order; i++) {
      a.add(i, i, -abscissa - 0.2);
    }
    return a;
  }
}
