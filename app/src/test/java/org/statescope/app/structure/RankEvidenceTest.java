package org.statescope.app.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.structure.Staircase;
import org.statescope.analysis.structure.StaircaseTolerance;

final class RankEvidenceTest {

  @Test
  void theStepsGiveTheRankThatTheStaircaseFormFindsAtTheSameTolerance() {
    Random random = new Random(5);
    DMatrixRMaj a = matrix(random, 9, 9);
    for (int i = 0; i < 9; i++) {
      a.set(i, i, -Math.exp(i - 4));
    }
    DMatrixRMaj b = matrix(random, 9, 1);
    RankEvidence evidence = RankEvidence.controllability(a, b);
    for (double tolerance : new double[] {1e-14, 1e-6, 1e-3, 1e-2, 0.05, 0.2}) {
      assertEquals(
          Staircase.controllability(a, b, StaircaseTolerance.relative(a, b, tolerance)).dimension(),
          evidence.staircaseRank(tolerance),
          "at " + tolerance);
    }
  }

  @Test
  void aStateThatNoInputDrivesEndsBothChains() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{-1, 0, 0}, {0, -2, 0}, {0, 0, -3}});
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1}, {1}, {0}});
    RankEvidence evidence = RankEvidence.controllability(a, b);
    assertEquals(2, evidence.kalmanRank(1e-12));
    assertEquals(2, evidence.staircaseRank(1e-12));
    DMatrixRMaj c = new DMatrixRMaj(new double[][] {{1, 1, 0}});
    assertArrayEquals(
        evidence.steps(), RankEvidence.observability(a, c).steps(), 1e-15, "A is symmetric");
  }

  @Test
  void aMatrixWhosePowersOverflowStillHasAStaircase() {
    DMatrixRMaj a =
        new DMatrixRMaj(new double[][] {{-1e200, 1e200, 0}, {0, -1, 1e200}, {1, 0, -2}});
    RankEvidence evidence =
        RankEvidence.controllability(a, new DMatrixRMaj(new double[][] {{0}, {0}, {1}}));
    assertTrue(evidence.problem().isPresent());
    assertEquals(0, evidence.kalmanRank(1e-12));
    assertTrue(evidence.staircaseRank(1e-12) > 0);
  }

  private static DMatrixRMaj matrix(Random random, int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows * columns; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }
}
