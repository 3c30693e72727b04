package org.statescope.analysis.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.stability.HInfinityNorm;

class ResponseDifferenceTest {
  private static final double[][] A = {{0, 1}, {-4, -0.5}};
  private static final double[][] B = {{0}, {1}};
  private static final double[][] C = {{1, 0}};
  private static final double[][] D = {{0.25}};

  private static StateSpace scaled(StateSpace system, double factor) {
    DMatrixRMaj c = system.c().copy();
    DMatrixRMaj d = system.d().copy();
    CommonOps_DDRM.scale(factor, c);
    CommonOps_DDRM.scale(factor, d);
    return new StateSpace(system.a(), system.b(), c, d, system.timeDomain());
  }

  private static void assertIsATenth(StateSpace system) {
    var norm = assertInstanceOf(HInfinityNorm.Finite.class, HInfinityNorm.of(system));
    ResponseDifference difference = ResponseDifference.of(system, scaled(system, 0.9));
    assertEquals(0.1 * norm.value(), difference.value(), 1e-12 * norm.value());
    assertEquals(norm.peakFrequency(), difference.frequency(), 1e-5 * norm.peakFrequency());
  }

  @Test
  void aSystemAndNineTenthsOfItDifferByATenthOfItsNorm() {
    StateSpace system = StateSpace.continuous(A, B, C, D);
    assertIsATenth(system);
    var discrete =
        assertInstanceOf(
            Discretisation.Result.Converted.class, Discretisation.zeroOrderHold(system, 0.1));
    assertIsATenth(discrete.system());
  }

  @Test
  void aDifferenceOfSystemsHasTheDifferenceOfTheirGains() {
    StateSpace system = StateSpace.continuous(A, B, C, D);
    StateSpace other =
        StateSpace.continuous(new double[][] {{-1}}, new double[][] {{2}}, new double[][] {{3}}, D);
    double gain = FrequencyResponse.gainAtZero(system.minus(other)).get(0);
    assertEquals(0.25 - 6, gain, 1e-13);
    assertEquals(3, system.minus(other).order());
  }

  @Test
  void unstableAndMismatchedSystemsAreRefused() {
    StateSpace system = StateSpace.continuous(A, B, C, D);
    StateSpace unstable =
        StateSpace.continuous(new double[][] {{1}}, new double[][] {{1}}, new double[][] {{1}}, D);
    assertThrows(IllegalArgumentException.class, () -> ResponseDifference.of(system, unstable));
    StateSpace sampled =
        new StateSpace(system.a(), system.b(), system.c(), system.d(), TimeDomain.discrete(1));
    assertThrows(IllegalArgumentException.class, () -> system.minus(sampled));
    StateSpace twoInputs =
        StateSpace.continuous(A, new double[][] {{0, 1}, {1, 0}}, C, new double[1][2]);
    assertThrows(IllegalArgumentException.class, () -> system.minus(twoInputs));
  }
}
