package org.statescope.analysis.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.lti.StateSpace;

/// The closed forms for diagonal systems against multi-precision references.
class CensusGoldenTest {
  private static final double RELATIVE = 1e-10;

  @Test
  void everyHankelValueOfEveryDiagonalReferenceHasRelativeAccuracy() {
    int found = 0;
    for (GoldenSystem golden : GoldenSystem.all()) {
      StateSpace system = golden.system();
      if (!isDiagonal(system.a()) || system.inputs() != 1 || system.outputs() != 1) {
        continue;
      }
      found++;
      CensusBlock block = census(system);
      if (golden.field("hsv").isEmpty()) {
        assertTrue(block.stabilityMargin()[0] <= 0);
        continue;
      }
      double[] expected = GoldenSystem.numbers(golden.field("hsv").orElseThrow());
      for (int i = 0; i < expected.length; i++) {
        assertEquals(
            expected[i],
            block.hankelSingularValues()[i],
            RELATIVE * expected[i] + 1e-30 * expected[0],
            golden + " value " + i + " of " + expected[0]);
      }
      boolean full =
          golden.field("kalman", "ctrb", "rank_exact").orElseThrow().asInt() == system.order();
      assertEquals(full ? Answer.YES : Answer.NO, block.controllable()[0]);
      boolean seen =
          golden.field("kalman", "obsv", "rank_exact").orElseThrow().asInt() == system.order();
      assertEquals(seen ? Answer.YES : Answer.NO, block.observable()[0]);
      double hautus = Double.POSITIVE_INFINITY;
      for (double value :
          GoldenSystem.numbers(golden.field("pbh_sigma_min", "ctrb").orElseThrow())) {
        hautus = Math.min(hautus, value);
      }
      assertTrue(block.hautusControllability()[0] >= hautus * (1 - 1e-9) - 1e-15);
      assertTrue(block.hautusControllability()[0] <= 2 * hautus + 1e-15, golden.name());
    }
    assumeTrue(found > 0, "no diagonal reference system was found");
  }

  private static CensusBlock census(StateSpace system) {
    int n = system.order();
    double[] poles = new double[n];
    for (int i = 0; i < n; i++) {
      poles[i] = system.a().get(i, i);
    }
    DiagonalBank bank =
        new DiagonalBank(1, n, poles, system.b().data, system.c().data, system.timeDomain());
    SsmNetwork network = new SsmNetwork("reference", List.of(new SsmNetwork.Layer("layer", bank)));
    return Census.blocks(network, 1e-8, 1).getFirst();
  }

  private static boolean isDiagonal(DMatrixRMaj a) {
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        if (i != j && a.get(i, j) != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
