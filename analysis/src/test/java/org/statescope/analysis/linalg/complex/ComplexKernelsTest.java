package org.statescope.analysis.linalg.complex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_ZDRM;
import org.ejml.dense.row.NormOps_ZDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.linalg.SingularValues;

class ComplexKernelsTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "7, 1", "13, 1e200", "33, 1e-200", "129, 1"})
  void theSchurFormIsAUnitarySimilarityToATriangle(int n, double size) {
    ZMatrixRMaj a = random(n, n);
    CommonOps_ZDRM.scale(size, 0, a);
    ComplexSchur schur = ComplexSchur.of(a);
    ZMatrixRMaj q = schur.unitary();
    ZMatrixRMaj product = new ZMatrixRMaj(n, n);
    ZMatrixRMaj back = new ZMatrixRMaj(n, n);
    CommonOps_ZDRM.mult(q, schur.triangular(), product);
    CommonOps_ZDRM.multTransB(product, q, back);
    CommonOps_ZDRM.subtract(back, a, back);
    CommonOps_ZDRM.scale(1 / size, 0, back);
    assertTrue(NormOps_ZDRM.normF(back) < 1e-14 * n * n);
    CommonOps_ZDRM.multTransA(q, q, product);
    CommonOps_ZDRM.subtract(product, CommonOps_ZDRM.identity(n), product);
    assertTrue(NormOps_ZDRM.normF(product) < 1e-14 * n * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(0, schur.triangular().getReal(i, j));
        assertEquals(0, schur.triangular().getImag(i, j));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16, 40})
  void theSmallestSingularValueAgreesWithAFullDecomposition(int n) {
    Random random = new Random(n);
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    DMatrixRMaj b = new DMatrixRMaj(n, 2);
    fill(a, random);
    fill(b, random);
    var pencil = ShiftedPencil.of(a, b).evaluator();
    for (int trial = 0; trial < 10; trial++) {
      double re = random.nextGaussian();
      double im = random.nextGaussian();
      DMatrixRMaj embedded = new DMatrixRMaj(2 * n, 2 * n + 4);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double entry = a.get(i, j) - (i == j ? re : 0);
          embedded.set(i, j, entry);
          embedded.set(n + i, n + 2 + j, entry);
        }
        embedded.set(i, n + 2 + i, im);
        embedded.set(n + i, i, -im);
        for (int j = 0; j < 2; j++) {
          embedded.set(i, n + j, b.get(i, j));
          embedded.set(n + i, 2 * n + 2 + j, b.get(i, j));
        }
      }
      double[] values = SingularValues.of(embedded);
      double expected = values[values.length - 1];
      assertEquals(expected, pencil.smallestSingularValue(re, im), 1e-11);
      checkGradient(pencil, re, im);
    }
  }

  private static void checkGradient(ShiftedPencil.Evaluator pencil, double re, double im) {
    double step = 1e-6;
    double[] gradient = new double[2];
    pencil.gradient(gradient);
    double dx =
        pencil.smallestSingularValue(re + step, im) - pencil.smallestSingularValue(re - step, im);
    double dy =
        pencil.smallestSingularValue(re, im + step) - pencil.smallestSingularValue(re, im - step);
    assertEquals(dx / 2 / step, gradient[0], 1e-4);
    assertEquals(dy / 2 / step, gradient[1], 1e-4);
  }

  /// Kahan's matrix: the product RᴴR would hide everything below the square root of the rounding
  /// error.
  @Test
  void valuesFarBelowTheSquareRootOfRoundingAreRight() {
    int n = 12;
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      a.set(i, i, 1);
      for (int j = i + 1; j < n; j++) {
        a.set(i, j, -8);
      }
    }
    // the inverse of this unit triangle is known: powers of nine
    DMatrixRMaj inverse = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      inverse.set(i, i, 1);
      for (int j = i + 1; j < n; j++) {
        inverse.set(i, j, 8 * Math.pow(9, j - i - 1));
      }
    }
    double expected = 1 / SingularValues.of(inverse)[0];
    assertTrue(expected < 1e-10);
    assertEquals(
        expected, ShiftedPencil.of(a).evaluator().smallestSingularValue(0, 0), 1e-9 * expected);
  }

  @Test
  void anExactEigenvalueHasTheValueZeroAndStillAVector() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{1, 5}, {0, 2}});
    var pencil = ShiftedPencil.of(a).evaluator();
    assertEquals(0, pencil.smallestSingularValue(2, 0));
    double[] w = pencil.leftVector();
    assertEquals(1, Math.hypot(w[2], w[3]), 1e-12);
  }

  @Test
  void matricesThatAreNotSquareOrNotFiniteAreRefusedInWords() {
    var shape =
        assertThrows(IllegalArgumentException.class, () -> ComplexSchur.of(new DMatrixRMaj(2, 3)));
    assertTrue(shape.getMessage().contains("2×3"), shape.getMessage());
    var finite =
        assertThrows(
            IllegalArgumentException.class,
            () -> ComplexSchur.of(new DMatrixRMaj(new double[][] {{Double.NaN}})));
    assertTrue(finite.getMessage().contains("NaN"), finite.getMessage());
    var mismatch =
        assertThrows(
            IllegalArgumentException.class,
            () -> ShiftedPencil.of(new DMatrixRMaj(2, 2), new DMatrixRMaj(3, 1)));
    assertTrue(mismatch.getMessage().contains("3 rows"), mismatch.getMessage());
  }

  private static ZMatrixRMaj random(int n, long seed) {
    Random random = new Random(seed);
    ZMatrixRMaj a = new ZMatrixRMaj(n, n);
    for (int i = 0; i < 2 * n * n; i++) {
      a.data[i] = random.nextGaussian();
    }
    return a;
  }

  private static void fill(DMatrixRMaj a, Random random) {
    for (int i = 0; i < a.getNumElements(); i++) {
      a.data[i] = random.nextGaussian();
    }
  }
}
