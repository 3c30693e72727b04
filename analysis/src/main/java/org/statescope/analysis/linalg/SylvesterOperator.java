package org.statescope.analysis.linalg;

/// The operator Y ↦ T Y + Y Sᵀ on triangular factors, with an estimate of its inverse's norm.
final class SylvesterOperator {
  private final double[][] tTransposed;
  private final double[][] s;
  private final double[][] tReversedTransposed;
  private final double[][] sReversed;
  private double smallestPivot = Double.POSITIVE_INFINITY;

  /// @param left the Schur form of A
  /// @param right the Schur form of Bᵀ
  SylvesterOperator(RealSchur left, RealSchur right) {
    tTransposed = Products.rows(Products.transpose(left.t()));
    s = Products.rows(right.t());
    tReversedTransposed = Products.rows(Products.transpose(left.transposed().t()));
    sReversed = Products.rows(right.transposed().t());
  }

  /// Replaces the columns of R by those of the Y with T Y + Y Sᵀ = R.
  boolean solve(double[][] y) {
    TriangularSylvester solver = new TriangularSylvester(tTransposed, s, false, false);
    boolean solved = solver.solve(y);
    smallestPivot = Math.min(smallestPivot, solver.smallestPivot());
    return solved;
  }

  double smallestPivot() {
    return smallestPivot;
  }

  /// An estimate of the 1-norm of the inverse, seen as a matrix on stacked columns.
  double inverseNorm() {
    int n = tTransposed.length;
    int m = s.length;
    return InverseNormEstimator.estimate(
        n * m, v -> apply(v, n, m, false), v -> apply(v, n, m, true));
  }

  private double[] apply(double[] v, int n, int m, boolean adjoint) {
    double[][] y = new double[m][n];
    for (int k = 0; k < m; k++) {
      for (int i = 0; i < n; i++) {
        y[k][i] = adjoint ? v[(m - 1 - k) * n + n - 1 - i] : v[k * n + i];
      }
    }
    // The adjoint Tᵀ Y + Y S, with both orders reversed, is again upper triangular.
    TriangularSylvester solver =
        adjoint
            ? new TriangularSylvester(tReversedTransposed, sReversed, false, false)
            : new TriangularSylvester(tTransposed, s, false, false);
    solver.solve(y);
    double[] result = new double[n * m];
    for (int k = 0; k < m; k++) {
      for (int i = 0; i < n; i++) {
        result[adjoint ? (m - 1 - k) * n + n - 1 - i : k * n + i] = y[k][i];
      }
    }
    return result;
  }
}
