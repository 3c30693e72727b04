package org.statescope.analysis.linalg.complex;

/// An upper triangular complex matrix with real and imaginary parts apart, kept both by columns and
/// by rows, so that solving with it and with its adjoint both run along memory and vectorise.
///
/// The diagonal stands apart and is what changes from one shift to the next.
final class SplitTriangle {
  final int n;
  final double[] columnRe;
  final double[] columnIm;
  final double[] rowRe;
  final double[] rowIm;
  final double[] diagonalRe;
  final double[] diagonalIm;
  private final double[] inverseRe;
  private final double[] inverseIm;

  /// Stands in for a zero pivot, relative to the largest pivot: then the matrix is singular to all
  /// purposes.
  private static final double TINY_PIVOT = 1e-60;

  SplitTriangle(int n) {
    this(n, new double[n * n], new double[n * n], new double[n * n], new double[n * n]);
  }

  private SplitTriangle(
      int n, double[] columnRe, double[] columnIm, double[] rowRe, double[] rowIm) {
    this.n = n;
    this.columnRe = columnRe;
    this.columnIm = columnIm;
    this.rowRe = rowRe;
    this.rowIm = rowIm;
    diagonalRe = new double[n];
    diagonalIm = new double[n];
    inverseRe = new double[n];
    inverseIm = new double[n];
  }

  /// A triangle with a diagonal of its own over the same off-diagonal entries.
  SplitTriangle sharing() {
    return new SplitTriangle(n, columnRe, columnIm, rowRe, rowIm);
  }

  /// Copies the columns' upper part into the rows and the diagonal.
  void columnsToRows() {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < j; i++) {
        rowRe[i * n + j] = columnRe[j * n + i];
        rowIm[i * n + j] = columnIm[j * n + i];
      }
      diagonalRe[j] = columnRe[j * n + j];
      diagonalIm[j] = columnIm[j * n + j];
    }
  }

  /// Prepares the reciprocals of the diagonal; true if one of its entries is zero.
  boolean invertDiagonal() {
    double largest = 0;
    for (int j = 0; j < n; j++) {
      largest = Math.max(largest, Math.max(Math.abs(diagonalRe[j]), Math.abs(diagonalIm[j])));
    }
    double floor = largest == 0 ? 1 : TINY_PIVOT * largest;
    boolean singular = false;
    for (int j = 0; j < n; j++) {
      double modulus = Math.hypot(diagonalRe[j], diagonalIm[j]);
      if (modulus <= floor) {
        singular = true;
        inverseRe[j] = 1 / floor;
        inverseIm[j] = 0;
      } else {
        inverseRe[j] = diagonalRe[j] / modulus / modulus;
        inverseIm[j] = -diagonalIm[j] / modulus / modulus;
      }
    }
    return singular;
  }

  /// `x ← R⁻¹x`.
  void solve(double[] re, double[] im) {
    for (int j = n - 1; j >= 0; j--) {
      double xRe = re[j] * inverseRe[j] - im[j] * inverseIm[j];
      double xIm = re[j] * inverseIm[j] + im[j] * inverseRe[j];
      re[j] = xRe;
      im[j] = xIm;
      subtract(columnRe, columnIm, j * n, 0, j, xRe, xIm, re, im);
    }
  }

  /// `x ← R⁻ᴴx`.
  void solveAdjoint(double[] re, double[] im) {
    for (int j = 0; j < n; j++) {
      double xRe = re[j] * inverseRe[j] + im[j] * inverseIm[j];
      double xIm = im[j] * inverseRe[j] - re[j] * inverseIm[j];
      re[j] = xRe;
      im[j] = xIm;
      subtractConjugate(rowRe, rowIm, j * n, j + 1, n, xRe, xIm, re, im);
    }
  }

  private static void subtract(
      double[] aRe,
      double[] aIm,
      int offset,
      int from,
      int to,
      double xRe,
      double xIm,
      double[] re,
      double[] im) {
    for (int i = from; i < to; i++) {
      re[i] -= aRe[offset + i] * xRe - aIm[offset + i] * xIm;
    }
    for (int i = from; i < to; i++) {
      im[i] -= aRe[offset + i] * xIm + aIm[offset + i] * xRe;
    }
  }

  private static void subtractConjugate(
      double[] aRe,
      double[] aIm,
      int offset,
      int from,
      int to,
      double xRe,
      double xIm,
      double[] re,
      double[] im) {
    for (int i = from; i < to; i++) {
      re[i] -= aRe[offset + i] * xRe + aIm[offset + i] * xIm;
    }
    for (int i = from; i < to; i++) {
      im[i] -= aRe[offset + i] * xIm - aIm[offset + i] * xRe;
    }
  }
}
