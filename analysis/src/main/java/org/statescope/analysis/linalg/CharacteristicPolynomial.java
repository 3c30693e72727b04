package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// The characteristic polynomial of a matrix.
public final class CharacteristicPolynomial {
  private CharacteristicPolynomial() {}

  /// The coefficients a₀ … a₍ₙ₋₁₎ of det(λI − A) = λⁿ + a₍ₙ₋₁₎λⁿ⁻¹ + … + a₀.
  ///
  /// - Shapes: n coefficients for an n×n matrix.
  /// - Modified: nothing.
  /// - Edge cases: empty, non-square or non-finite matrices are refused.
  /// - Tolerance: exact for a companion matrix; otherwise each coefficient loses what cancels in
  ///   sums of products of entries. Coefficients describe the eigenvalues badly; never compute
  ///   these from those.
  /// - Algorithm: power-of-two scaling, Hessenberg form unless A or Aᵀ already is one, La Budde's
  ///   recursion (Rehman, Ipsen, doi:10.1137/090772824).
  /// - Cost: about 4 n³ operations.
  public static double[] coefficients(DMatrixRMaj a) {
    DMatrixRMaj scaled = Balancing.scaling(a).matrix();
    boolean lower = isHessenberg(Products.transpose(scaled));
    SchurWork work = new SchurWork(lower ? Products.transpose(scaled) : scaled, false);
    Hessenberg.reduce(work);
    int n = work.n;
    // Row i holds det(λI − H) of the leading i×i block.
    double[][] p = new double[n + 1][n + 1];
    p[0][0] = 1;
    for (int i = 1; i <= n; i++) {
      for (int k = 0; k < i; k++) {
        p[i][k + 1] += p[i - 1][k];
        p[i][k] -= work.at(i - 1, i - 1) * p[i - 1][k];
      }
      double product = 1;
      for (int m = 1; m < i; m++) {
        product *= work.at(i - m, i - m - 1);
        double factor = product * work.at(i - m - 1, i - 1);
        for (int k = 0; k < i - m; k++) {
          p[i][k] -= factor * p[i - m - 1][k];
        }
      }
    }
    double[] coefficients = new double[n];
    System.arraycopy(p[n], 0, coefficients, 0, n);
    return coefficients;
  }

  private static boolean isHessenberg(DMatrixRMaj a) {
    for (int i = 2; i < a.numRows; i++) {
      for (int j = 0; j + 1 < i; j++) {
        if (a.get(i, j) != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
