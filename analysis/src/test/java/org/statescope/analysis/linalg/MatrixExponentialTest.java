package org.statescope.analysis.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.golden.Closeness;

class MatrixExponentialTest {
  static List<NamedMatrices.Named> all() {
    return NamedMatrices.all();
  }

  /// A named matrix, stable and of a size that is given.
  private static DMatrixRMaj ofSize(DMatrixRMaj matrix, double size) {
    DMatrixRMaj a = NamedMatrices.stable(matrix);
    CommonOps_DDRM.scale(size / Products.frobenius(a), a);
    return a;
  }

  @ParameterizedTest
  @MethodSource("all")
  void doublesAgreeWithTwiceThePrecision(NamedMatrices.Named named) {
    for (double size : new double[] {1e-3, 0.1, 0.7, 1.9, 12}) {
      DMatrixRMaj a = ofSize(named.matrix(), size);
      DMatrixRMaj expected = PreciseExponential.of(a);
      Closeness.assertRelative(expected, MatrixExponential.of(a), 1e-13, named + " of " + size);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void anExponentialIsTheSquareOfThatOfTheHalfAndItsDeterminantThatOfTheTrace(
      NamedMatrices.Named named) {
    DMatrixRMaj a = ofSize(named.matrix(), 2);
    DMatrixRMaj half = a.copy();
    CommonOps_DDRM.scale(0.5, half);
    DMatrixRMaj root = MatrixExponential.of(half);
    DMatrixRMaj whole = MatrixExponential.of(a);
    Closeness.assertRelative(whole, Products.times(root, root), 1e-13, "square of the root");
    double determinant = Math.exp(CommonOps_DDRM.trace(a));
    assertEquals(1, CommonOps_DDRM.det(whole) / determinant, 1e-9, named.name());
  }

  /// The norm rises by eight orders before it falls, which the squarings of doubles do not survive.
  @ParameterizedTest
  @ValueSource(ints = {6, 10, 14})
  void farFromNormalEveryDigitIsThatOfAHundred(int order) {
    DMatrixRMaj a = NamedMatrices.frank(order);
    CommonOps_DDRM.scale(-60, a);
    Closeness.assertRelative(
        hundredDigits(a), MatrixExponential.of(a), 1e-12, "Frank matrix of order " + order);
  }

  @Test
  void twiceThePrecisionIsTwiceThePrecision() {
    DMatrixRMaj a = ofSize(NamedMatrices.grcar(12), 20);
    Closeness.assertRelative(hundredDigits(a), PreciseExponential.of(a), 0x1p-53, "Grcar");
  }

  /// e^A by the Taylor series of A/2ˢ and s squarings.
  private static DMatrixRMaj hundredDigits(DMatrixRMaj a) {
    int n = a.numRows;
    int squarings = 1 + Math.max(0, Math.getExponent(Products.frobenius(a)) + 4);
    BigMatrix scaled = BigMatrix.identity(n, Math.scalb(1.0, -squarings)).times(BigMatrix.of(a));
    BigMatrix term = BigMatrix.identity(n, 1);
    BigMatrix sum = term;
    for (int k = 1; k <= 48; k++) {
      term = BigMatrix.identity(n, k).solve(scaled.times(term)).orElseThrow();
      sum = sum.plus(1, term);
    }
    for (int i = 0; i < squarings; i++) {
      sum = sum.times(sum);
    }
    return sum.toDoubles();
  }
}
