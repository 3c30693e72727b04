package org.statescope.analysis.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixEquationTest {
  private static final double RESIDUAL = 1e-13;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.linalg.NamedMatrices#all")
  void lyapunovSolutionsSatisfyTheirEquationAndAreSymmetric(NamedMatrices.Named named) {
    DMatrixRMaj a = NamedMatrices.stable(named.matrix());
    DMatrixRMaj q = Products.gram(random(a.numRows, 2, 5));
    var solved = assertInstanceOf(MatrixEquationResult.Solved.class, Lyapunov.continuous(a, q));
    assertTrue(solved.relativeResidual() < RESIDUAL * a.numRows, "" + solved.relativeResidual());
    symmetric(solved.x());
    DMatrixRMaj inside = a.copy();
    CommonOps_DDRM.scale(0.95 / radius(a), inside);
    var stein = assertInstanceOf(MatrixEquationResult.Solved.class, Lyapunov.discrete(inside, q));
    assertTrue(stein.relativeResidual() < RESIDUAL * a.numRows, "" + stein.relativeResidual());
    symmetric(stein.x());
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.linalg.NamedMatrices#all")
  void factorsSatisfyTheSameEquations(NamedMatrices.Named named) {
    DMatrixRMaj a = NamedMatrices.stable(named.matrix());
    DMatrixRMaj b = random(a.numRows, 2, 6);
    DMatrixRMaj c = random(1, a.numRows, 7);
    factors(a, b, c, FactoredLyapunov.continuous(a), false);
    DMatrixRMaj inside = a.copy();
    CommonOps_DDRM.scale(0.95 / radius(a), inside);
    factors(inside, b, c, FactoredLyapunov.discrete(inside), true);
  }

  private static void factors(
      DMatrixRMaj a,
      DMatrixRMaj b,
      DMatrixRMaj c,
      FactoredLyapunov.Result result,
      boolean discrete) {
    var equations = assertInstanceOf(FactoredLyapunov.Result.Stable.class, result).equations();
    DMatrixRMaj l = equations.factor(b);
    assertTrue(l.numCols <= l.numRows);
    double residual = Lyapunov.relativeResidual(a, Products.gram(l), Products.gram(b), discrete);
    assertTrue(residual < RESIDUAL * a.numRows, "" + residual);
    DMatrixRMaj dual = equations.dualFactor(c);
    double dualResidual =
        Lyapunov.relativeResidual(
            Products.transpose(a),
            Products.gram(dual),
            Products.gram(Products.transpose(c)),
            discrete);
    assertTrue(dualResidual < RESIDUAL * a.numRows, "" + dualResidual);
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.linalg.NamedMatrices#all")
  void sylvesterSolutionsSatisfyTheirEquation(NamedMatrices.Named named) {
    DMatrixRMaj a = NamedMatrices.stable(named.matrix());
    DMatrixRMaj b = NamedMatrices.stable(random(5, 5, 3));
    DMatrixRMaj c = random(a.numRows, 5, 4);
    var solved = assertInstanceOf(MatrixEquationResult.Solved.class, Sylvester.solve(a, b, c));
    assertTrue(solved.relativeResidual() < RESIDUAL * a.numRows, "" + solved.relativeResidual());
    assertTrue(solved.conditionEstimate() >= 0.5);
  }

  @Test
  void theConditionEstimatePredictsTheEffectOfAPerturbation() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{-1e-6, 1}, {0, -1}});
    DMatrixRMaj q = CommonOps_DDRM.identity(2);
    var solved = assertInstanceOf(MatrixEquationResult.Solved.class, Lyapunov.continuous(a, q));
    assertTrue(solved.conditionEstimate() > 1e6);
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1}});
    var sylvester =
        assertInstanceOf(
            MatrixEquationResult.Solved.class,
            Sylvester.solve(new DMatrixRMaj(new double[][] {{3}}), b, b));
    assertEquals(1, sylvester.conditionEstimate(), 1e-12);
  }

  @Test
  void singularEquationsSaySo() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{1, 4}, {0, -1}});
    DMatrixRMaj q = CommonOps_DDRM.identity(2);
    assertInstanceOf(MatrixEquationResult.Singular.class, Lyapunov.continuous(a, q));
    assertInstanceOf(MatrixEquationResult.Singular.class, Lyapunov.discrete(a, q));
    assertInstanceOf(MatrixEquationResult.Singular.class, Sylvester.solve(a, a, q));
    assertInstanceOf(FactoredLyapunov.Result.NotStable.class, FactoredLyapunov.continuous(a));
    assertInstanceOf(FactoredLyapunov.Result.NotStable.class, FactoredLyapunov.discrete(a));
  }

  @Test
  void unstableEquationsWithASolutionAreSolved() {
    DMatrixRMaj a = random(9, 9, 8);
    DMatrixRMaj q = Products.gram(random(9, 9, 2));
    var solved = assertInstanceOf(MatrixEquationResult.Solved.class, Lyapunov.continuous(a, q));
    assertTrue(solved.relativeResidual() < RESIDUAL);
    assertTrue(solved.conditionEstimate() > 1);
  }

  @Test
  void anUnsymmetricRightHandSideIsRefused() {
    DMatrixRMaj a = CommonOps_DDRM.identity(2);
    DMatrixRMaj q = new DMatrixRMaj(new double[][] {{1, 2}, {0, 1}});
    assertThrows(IllegalArgumentException.class, () -> Lyapunov.continuous(a, q));
    assertThrows(
        IllegalArgumentException.class, () -> Lyapunov.continuous(a, new DMatrixRMaj(3, 3)));
  }

  static DMatrixRMaj random(int rows, int columns, long seed) {
    return RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, new Random(seed));
  }

  private static double radius(DMatrixRMaj a) {
    Eigenvalues values = Eigenvalues.of(a);
    double radius = 0;
    for (int i = 0; i < values.count(); i++) {
      radius = Math.max(radius, Math.hypot(values.real()[i], values.imaginary()[i]));
    }
    return radius;
  }

  private static void symmetric(DMatrixRMaj x) {
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(x.get(i, j), x.get(j, i));
      }
    }
  }
}
