package org.statescope.analysis.gramian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.linalg.BigSingularValues;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class PreciseGramiansTest {
  private static StateSpace random(int n, TimeDomain domain) {
    Random random = new Random(17 * n + domain.hashCode());
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(n, n, -1, 1, random);
    double size = SpectralNorm.of(a);
    if (domain.equals(TimeDomain.continuous())) {
      CommonOps_DDRM.subtractEquals(
          a, CommonOps_DDRM.diag(random.doubles(n, size, 2 * size).toArray()));
    } else {
      CommonOps_DDRM.scale(0.9 / size, a);
    }
    return StateSpace.strictlyProper(
        a,
        RandomMatrices_DDRM.rectangle(n, 2, -1, 1, random),
        RandomMatrices_DDRM.rectangle(3, n, -1, 1, random),
        domain);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12})
  void longNumbersAgreeWithDoublesWhereDoublesAreGood(int n) {
    for (TimeDomain domain : new TimeDomain[] {TimeDomain.continuous(), TimeDomain.discrete(0.1)}) {
      StateSpace system = random(n, domain);
      PreciseGramians precise = PreciseGramians.of(system, Double.POSITIVE_INFINITY).orElseThrow();
      var pair = assertInstanceOf(GramianPairResult.Converged.class, Gramians.both(system));
      double[] expected =
          HankelSingularValues.of(pair.controllability(), pair.observability()).values();
      double[] actual = BigSingularValues.of(precise.product()).values();
      assertArrayEquals(expected, actual, 1e-12 * expected[0]);
    }
  }

  /// a = −2⁻ᵏ, b = c = 1: σ = bc/(2|a|), with a fast mode beside it whose powers underflow.
  @Test
  void slowAndFastModesTogetherKeepEveryHankelValue() {
    double[][] a = {{-0x1p-30, 0}, {0, -0x1p20}};
    double[][] b = {{1, 0}, {0, 1}};
    StateSpace system = StateSpace.continuous(a, b, b, new double[2][2]);
    double[] values =
        BigSingularValues.of(
                PreciseGramians.of(system, Double.POSITIVE_INFINITY).orElseThrow().product())
            .values();
    assertArrayEquals(new double[] {0x1p29, 0x1p-21}, values, 0x1p-52 * 0x1p-21);
  }

  @Test
  void wellConditionedAndLargeSystemsAreLeftToDoubles() {
    StateSpace small = random(2, TimeDomain.continuous());
    assertTrue(PreciseGramians.of(small, PreciseGramians.CONDITION / 2).isEmpty());
    StateSpace large = random(PreciseGramians.LARGEST_ORDER + 1, TimeDomain.continuous());
    assertTrue(PreciseGramians.of(large, Double.POSITIVE_INFINITY).isEmpty());
  }
}
