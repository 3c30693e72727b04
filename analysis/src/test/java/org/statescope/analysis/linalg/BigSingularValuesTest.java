package org.statescope.analysis.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigSingularValuesTest {
  private static DMatrixRMaj hilbert(int n) {
    DMatrixRMaj hilbert = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        hilbert.set(i, j, 1.0 / (i + j + 1));
      }
    }
    return hilbert;
  }

  private static void assertIdentity(BigMatrix product) {
    BigMatrix rest = product.plus(-1, BigMatrix.identity(product.rows(), 1));
    assertEquals(0, rest.largest().doubleValue(), 1e-40);
  }

  /// The scaled vectors turn the matrix into the identity only if both sides are exact: at order 10
  /// the smallest value of Hilbert's matrix is 10⁻¹³ of the largest.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 10})
  void vectorsDiagonaliseTheMatrixToManyDigits(int n) {
    BigMatrix p = BigMatrix.of(hilbert(n)).times(BigMatrix.of(hilbert(n)));
    BigSingularValues svd = BigSingularValues.of(p);
    assertEquals(n, svd.left().columns());
    assertIdentity(svd.left().transposed().times(p).times(svd.right()));
    assertIdentity(p.times(svd.right()).times(svd.left().transposed()));
  }

  @Test
  void eachValueHasAllItsDigitsHoweverSmall() {
    double[] values = {3, 1, 1, 0x1p-40, 0x1p-90};
    DMatrixRMaj diagonal = CommonOps_DDRM.diag(values);
    // I − 2vvᵀ/vᵀv with entries of v whose squares sum to a power of two is exact in doubles.
    double[] v = {1, 1, 1, 1, 2};
    DMatrixRMaj reflection = CommonOps_DDRM.identity(5);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        reflection.add(i, j, -v[i] * v[j] / 4);
      }
    }
    BigMatrix q = BigMatrix.of(reflection);
    BigMatrix p = q.times(BigMatrix.of(diagonal)).times(q.transposed());
    double[] found = BigSingularValues.of(p).values();
    for (int i = 0; i < 5; i++) {
      assertEquals(values[i], found[i], 0x1p-52 * values[i]);
    }
  }

  @Test
  void whatIsNotThereHasNoVectors() {
    BigSingularValues nothing = BigSingularValues.of(BigMatrix.of(new DMatrixRMaj(3, 3)));
    assertArrayEquals(new double[3], nothing.values());
    assertEquals(0, nothing.right().columns());
    DMatrixRMaj ones = new DMatrixRMaj(2, 2, true, 1, 1, 1, 1);
    BigSingularValues one = BigSingularValues.of(BigMatrix.of(ones));
    assertArrayEquals(new double[] {2, 0}, one.values(), 1e-15);
    assertEquals(1, one.left().columns());
  }

  @Test
  void resolventsAgreeWithDoublesAndSeeDifferencesFarBelowThem() {
    Random random = new Random(4);
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(6, 6, -1, 1, random);
    DMatrixRMaj b = RandomMatrices_DDRM.rectangle(6, 2, -1, 1, random);
    DMatrixRMaj c = RandomMatrices_DDRM.rectangle(3, 6, -1, 1, random);
    BigResolvent whole = new BigResolvent(BigMatrix.of(a), BigMatrix.of(b), BigMatrix.of(c));
    BigResolvent zero =
        new BigResolvent(BigMatrix.of(a), BigMatrix.of(b), BigMatrix.of(new DMatrixRMaj(3, 6)));
    double[] expected = Resolvent.of(a, b, c).at(0.3, 2).data;
    assertArrayEquals(expected, whole.minus(zero, 0.3, 2).data, 1e-13);
    BigMatrix tiny = BigMatrix.of(c).times(BigMatrix.identity(6, 0x1p-80));
    BigResolvent moved =
        new BigResolvent(BigMatrix.of(a), BigMatrix.of(b), BigMatrix.of(c).plus(1, tiny));
    double[] difference = moved.minus(whole, 0.3, 2).data;
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], difference[i] * 0x1p80, 1e-13);
    }
  }
}
