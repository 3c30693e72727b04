package org.statescope.analysis.linalg.complex;

/// How far each eigenvalue moves for a perturbation of the matrix: `κ_i = ‖x‖‖y‖ / |yᴴx|` with the
/// right and left eigenvectors x and y. First order: `|δλ_i| ≤ κ_i·‖δA‖`.
///
/// **Edge cases**: a defective or repeated eigenvalue with one vector has κ = ∞, or so large a
/// number that its eigenvectors cannot be told from parallel ones. A normal matrix has κ = 1.
///
/// **Algorithm**: substitution on the triangular Schur factor, pivots kept above `u·‖T‖` (Golub and
/// Van Loan, Matrix Computations, 4th ed., §7.2.2). **Cost**: n³/3 complex operations.
public final class EigenvalueConditions {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  private EigenvalueConditions() {}

  /// κ of each diagonal entry of the triangle, in its order.
  public static double[] of(ComplexSchur schur) {
    int n = schur.order();
    double[] t = schur.triangular().data;
    double largest = 0;
    for (double entry : t) {
      largest = Math.max(largest, Math.abs(entry));
    }
    double floor = Math.max(UNIT_ROUNDOFF * largest, Double.MIN_NORMAL);
    double[] conditions = new double[n];
    double[] vector = new double[2 * n];
    for (int i = 0; i < n; i++) {
      double right = rightNorm(t, n, i, vector, floor);
      double left = leftNorm(t, n, i, vector, floor);
      double condition = right * left;
      conditions[i] = Double.isNaN(condition) ? Double.POSITIVE_INFINITY : condition;
    }
    return conditions;
  }

  private static double rightNorm(double[] t, int n, int i, double[] x, double floor) {
    x[2 * i] = 1;
    x[2 * i + 1] = 0;
    double norm = 1;
    for (int row = i - 1; row >= 0; row--) {
      double re = 0;
      double im = 0;
      for (int k = row + 1; k <= i; k++) {
        int at = 2 * (row * n + k);
        re -= t[at] * x[2 * k] - t[at + 1] * x[2 * k + 1];
        im -= t[at] * x[2 * k + 1] + t[at + 1] * x[2 * k];
      }
      norm = Math.hypot(norm, divide(t, n, row, i, re, im, x, floor, 1));
    }
    return norm;
  }

  private static double leftNorm(double[] t, int n, int i, double[] y, double floor) {
    y[2 * i] = 1;
    y[2 * i + 1] = 0;
    double norm = 1;
    for (int column = i + 1; column < n; column++) {
      double re = 0;
      double im = 0;
      for (int k = i; k < column; k++) {
        int at = 2 * (k * n + column);
        re -= t[at] * y[2 * k] + t[at + 1] * y[2 * k + 1];
        im -= t[at] * y[2 * k + 1] - t[at + 1] * y[2 * k];
      }
      norm = Math.hypot(norm, divide(t, n, column, i, re, im, y, floor, -1));
    }
    return norm;
  }

  /// Writes `(re + i·im) / (t_jj − t_ii)`, conjugated when `sign` is −1, and returns its modulus.
  private static double divide(
      double[] t, int n, int j, int i, double re, double im, double[] x, double floor, int sign) {
    double gapRe = t[2 * (j * n + j)] - t[2 * (i * n + i)];
    double gapIm = sign * (t[2 * (j * n + j) + 1] - t[2 * (i * n + i) + 1]);
    double gap = Math.hypot(gapRe, gapIm);
    if (gap < floor) {
      gapRe = floor;
      gapIm = 0;
      gap = floor;
    }
    double phaseRe = gapRe / gap;
    double phaseIm = gapIm / gap;
    x[2 * j] = (re * phaseRe + im * phaseIm) / gap;
    x[2 * j + 1] = (im * phaseRe - re * phaseIm) / gap;
    return Math.hypot(x[2 * j], x[2 * j + 1]);
  }
}
