package org.statescope.training.plain;

/// A rule that makes a discrete matrix from Δ times a continuous one, and its adjoint derivative.
public interface MatrixMap {
  /// Zero-order hold: e^M, by scaling and squaring of the Taylor series.
  MatrixMap EXPONENTIAL = Dense::exponential;

  /// Tustin: (I − M/2)⁻¹ (I + M/2).
  MatrixMap BILINEAR = m -> Dense.solve(Dense.shifted(m, -0.5), Dense.shifted(m, 0.5));

  double[][] apply(double[][] m);

  /// The gradient with respect to M, given that with respect to the result. For an analytic f it is
  /// the upper right block of f([[Mᵀ, G], [0, Mᵀ]]).
  default double[][] adjoint(double[][] m, double[][] upstream) {
    int n = m.length;
    double[][] block = new double[2 * n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        block[i][j] = m[j][i];
        block[n + i][n + j] = m[j][i];
        block[i][n + j] = upstream[i][j];
      }
    }
    double[][] result = apply(block);
    double[][] gradient = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(result[i], n, gradient[i], 0, n);
    }
    return gradient;
  }
}
