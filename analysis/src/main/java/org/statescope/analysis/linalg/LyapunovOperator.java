package org.statescope.analysis.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// The operator Y ↦ T Y + Y Tᵀ, or Y ↦ T Y Tᵀ − Y, of a quasi-triangular T.
final class LyapunovOperator {
  private final double[][] t;
  private final double[][] tTransposed;
  private final boolean discrete;
  private double smallestPivot = Double.POSITIVE_INFINITY;

  LyapunovOperator(DMatrixRMaj quasiTriangular, boolean discrete) {
    t = Products.rows(quasiTriangular);
    tTransposed = Products.rows(Products.transpose(quasiTriangular));
    this.discrete = discrete;
  }

  /// Replaces a symmetric right-hand side by the solution; false if it has none.
  boolean solve(double[][] y) {
    TriangularSylvester solver = new TriangularSylvester(tTransposed, t, discrete, true);
    boolean solved = solver.solve(y);
    smallestPivot = Math.min(smallestPivot, solver.smallestPivot());
    return solved;
  }

  double smallestPivot() {
    return smallestPivot;
  }

  /// An estimate of the 1-norm of the inverse on all matrices, infinite if there is none.
  double inverseNormEstimate() {
    int n = t.length;
    DMatrixRMaj whole = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      System.arraycopy(t[i], 0, whole.data, i * n, n);
    }
    DMatrixRMaj reversed = new RealSchur(new DMatrixRMaj(n, n), whole).transposed().t();
    double[][] r = Products.rows(reversed);
    double[][] rTransposed = Products.rows(Products.transpose(reversed));
    return InverseNormEstimator.estimate(
        n * n, v -> apply(v, tTransposed, t, false), v -> apply(v, rTransposed, r, true));
  }

  private double[] apply(double[] v, double[][] left, double[][] right, boolean reverse) {
    int n = t.length;
    double[][] y = new double[n][n];
    for (int i = 0; i < n * n; i++) {
      int j = reverse ? n * n - 1 - i : i;
      y[i / n][i % n] = v[j];
    }
    if (!new TriangularSylvester(left, right, discrete, false).solve(y)) {
      double[] infinite = new double[n * n];
      Arrays.fill(infinite, Double.POSITIVE_INFINITY);
      return infinite;
    }
    double[] result = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      result[reverse ? n * n - 1 - i : i] = y[i / n][i % n];
    }
    return result;
  }
}
