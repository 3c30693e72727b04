package org.statescope.analysis.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigMatrixTest {
  /// As ill-conditioned as matrices of this size come: 10¹³ at order 10.
  private static DMatrixRMaj hilbert(int n) {
    DMatrixRMaj hilbert = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        hilbert.set(i, j, 1.0 / (i + j + 1));
      }
    }
    return hilbert;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 10})
  void solutionsOfIllConditionedEquationsAreExactToTheLastBit(int n) {
    BigMatrix a = BigMatrix.of(hilbert(n));
    DMatrixRMaj x = new DMatrixRMaj(n, 2);
    for (int i = 0; i < 2 * n; i++) {
      x.set(i, 1.0 / (i + 3));
    }
    DMatrixRMaj solved = a.solve(a.times(BigMatrix.of(x))).orElseThrow().toDoubles();
    assertArrayEquals(x.data, solved.data);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 10})
  void aFactorTimesItsTransposeIsTheMatrix(int n) {
    DMatrixRMaj hilbert = hilbert(n);
    BigMatrix factor = BigMatrix.of(hilbert).choleskyFactor();
    assertArrayEquals(hilbert.data, factor.times(factor.transposed()).toDoubles().data);
  }

  @Test
  void semidefiniteMatricesHaveFactorsWithZeroColumns() {
    DMatrixRMaj ones = new DMatrixRMaj(3, 3, true, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    DMatrixRMaj factor = BigMatrix.of(ones).choleskyFactor().toDoubles();
    assertArrayEquals(new double[] {1, 0, 0, 1, 0, 0, 1, 0, 0}, factor.data);
    DMatrixRMaj nothing = BigMatrix.of(new DMatrixRMaj(2, 2)).choleskyFactor().toDoubles();
    assertArrayEquals(new double[4], nothing.data);
    assertTrue(BigMatrix.of(ones).solve(BigMatrix.identity(3, 1)).isEmpty());
  }

  @Test
  void powersThatFallBelowEveryNumberBecomeZero() {
    BigMatrix power = BigMatrix.identity(1, 0x1p-1000);
    for (int i = 0; i < 40; i++) {
      power = power.times(power);
    }
    assertEquals(0, power.largest().signum());
  }
}
