package org.statescope.analysis.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchurTest {
  private static final double PER_ROW = 1e-15;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.linalg.NamedMatrices#all")
  void theFormIsBackwardStableOrthogonalAndStandard(NamedMatrices.Named named) {
    DMatrixRMaj a = named.matrix();
    check(a, RealSchur.of(a));
    check(Products.transpose(a), RealSchur.of(a).transposed());
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.linalg.NamedMatrices#all")
  void eigenvaluesOnTheLeftOfTheMedianCanBeMovedFirst(NamedMatrices.Named named) {
    RealSchur schur = RealSchur.of(named.matrix());
    double[] real = schur.eigenvaluesReal();
    double median = java.util.Arrays.stream(real).sorted().toArray()[real.length / 2];
    switch (SchurReordering.chosenFirst(schur, (re, im) -> re < median)) {
      case SchurReordering.Result.Ordered(RealSchur ordered, int chosen) -> {
        check(named.matrix(), ordered);
        double size = 1 + Products.frobenius(named.matrix());
        for (int i = 0; i < chosen; i++) {
          assertTrue(ordered.t().get(i, i) < median + 1e-6 * size);
        }
      }
      case SchurReordering.Result.Refused(String reason) ->
          assertTrue(
              named.name().matches("(Jordan|Frank|HiPPO|badly|Wilk).*"), named + ": " + reason);
    }
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.linalg.NamedMatrices#all")
  void eigenvectorsSatisfyTheirEquationsOrAreReportedIllConditioned(NamedMatrices.Named named) {
    DMatrixRMaj a = named.matrix();
    EigenSystem eigen = EigenSystem.of(a);
    int n = a.numRows;
    double size = Products.frobenius(a) + Double.MIN_NORMAL;
    for (int i = 0; i < n; i++) {
      double error = 0;
      for (int r = 0; r < n; r++) {
        double re =
            -eigen.real()[i] * eigen.right().getReal(r, i)
                + eigen.imaginary()[i] * eigen.right().getImag(r, i);
        double im =
            -eigen.real()[i] * eigen.right().getImag(r, i)
                - eigen.imaginary()[i] * eigen.right().getReal(r, i);
        double leftRe =
            -eigen.real()[i] * eigen.left().getReal(r, i)
                - eigen.imaginary()[i] * eigen.left().getImag(r, i);
        double leftIm =
            -eigen.real()[i] * eigen.left().getImag(r, i)
                + eigen.imaginary()[i] * eigen.left().getReal(r, i);
        for (int k = 0; k < n; k++) {
          re += a.get(r, k) * eigen.right().getReal(k, i);
          im += a.get(r, k) * eigen.right().getImag(k, i);
          leftRe += a.get(k, r) * eigen.left().getReal(k, i);
          leftIm += a.get(k, r) * eigen.left().getImag(k, i);
        }
        error = Math.max(error, Math.hypot(Math.hypot(re, im), Math.hypot(leftRe, leftIm)));
      }
      assertTrue(error <= 1e-12 * n * size, named + " vector " + i + " misses by " + error / size);
      assertTrue(eigen.conditions()[i] >= 1);
    }
  }

  @Test
  void aDefectiveEigenvalueHasAHugeCondition() {
    EigenSystem eigen = EigenSystem.of(NamedMatrices.jordan(4, -1));
    assertTrue(eigen.conditions()[0] > 1e15);
    assertTrue(eigen.vectorCondition() > 1e15);
  }

  @Test
  void aNormalMatrixHasPerfectConditions() {
    EigenSystem eigen =
        EigenSystem.of(new DMatrixRMaj(new double[][] {{1, 2, 0}, {-2, 1, 0}, {0, 0, 5}}));
    for (double condition : eigen.conditions()) {
      assertEquals(1, condition, 1e-14);
    }
    assertEquals(1, eigen.vectorCondition(), 1e-14);
  }

  @Test
  void wrongMatricesAreRefusedWithASentence() {
    assertEquals(
        "A is 2×3 but must be square",
        assertThrows(IllegalArgumentException.class, () -> RealSchur.of(new DMatrixRMaj(2, 3)))
            .getMessage());
    DMatrixRMaj nan = CommonOps_DDRM.identity(2);
    nan.set(1, 0, Double.NaN);
    assertEquals(
        "A has NaN in row 2, column 1 but must hold finite numbers",
        assertThrows(IllegalArgumentException.class, () -> Eigenvalues.of(nan)).getMessage());
    assertInstanceOf(
        IllegalArgumentException.class,
        assertThrows(IllegalArgumentException.class, () -> Eigenvalues.of(new DMatrixRMaj(0, 0))));
  }

  private static void check(DMatrixRMaj a, RealSchur schur) {
    int n = a.numRows;
    DMatrixRMaj rebuilt = Products.timesTransposed(Products.times(schur.q(), schur.t()), schur.q());
    double error = Products.frobenius(CommonOps_DDRM.subtract(a, rebuilt, null));
    assertTrue(error <= PER_ROW * 10 * n * Products.frobenius(a), "backward error " + error);
    DMatrixRMaj gram = Products.transposedTimes(schur.q(), schur.q());
    CommonOps_DDRM.subtractEquals(gram, CommonOps_DDRM.identity(n));
    assertTrue(Products.frobenius(gram) <= PER_ROW * 10 * n, "orthogonality");
    for (int i = 0; i < n; i++) {
      for (int j = 0; j + 1 < i; j++) {
        assertEquals(0, schur.t().get(i, j));
      }
      if (schur.isPairAt(i)) {
        assertEquals(schur.t().get(i, i), schur.t().get(i + 1, i + 1));
        assertTrue(schur.t().get(i, i + 1) * schur.t().get(i + 1, i) < 0);
        assertTrue(i + 2 >= n || schur.t().get(i + 2, i + 1) == 0);
      }
    }
  }
}
