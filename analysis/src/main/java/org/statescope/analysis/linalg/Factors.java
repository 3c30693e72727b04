package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Sums of positive semidefinite matrices, done on their factors so that nothing is squared: L₁L₁ᵀ
/// + L₂L₂ᵀ = [L₁ L₂][L₁ L₂]ᵀ.
public final class Factors {
  private Factors() {}

  /// [L₁ L₂].
  public static DMatrixRMaj beside(DMatrixRMaj left, DMatrixRMaj right) {
    if (left.numRows != right.numRows) {
      throw new IllegalArgumentException(
          "A factor of "
              + Shapes.of(left)
              + " cannot stand beside one of "
              + Shapes.of(right)
              + "; both must have the same rows");
    }
    return CommonOps_DDRM.concatColumns(left, right, null);
  }

  /// A lower triangular factor of the same L Lᵀ, with as many columns as rows; L itself if it has
  /// no more columns than rows.
  ///
  /// - Shapes: L n×k, the result n×n where k > n.
  /// - Modified: nothing.
  /// - Edge cases: any rank is allowed, zero included.
  /// - Tolerance: each row of L is kept to a small multiple of n·2⁻⁵³ of its own length.
  /// - Algorithm: Householder reflections from the right, a QR decomposition of Lᵀ.
  /// - Cost: 2 k n² operations for an n×k factor.
  public static DMatrixRMaj compress(DMatrixRMaj l) {
    int n = l.numRows;
    int k = l.numCols;
    if (k <= n) {
      return l;
    }
    double[][] rows = Products.rows(l);
    for (int i = 0; i < n; i++) {
      double[] v = rows[i];
      double tail = norm(v, i + 1);
      if (tail == 0) {
        continue;
      }
      double alpha = v[i];
      double beta = -Math.copySign(Math.hypot(alpha, tail), alpha);
      double tau = (beta - alpha) / beta;
      for (int j = i + 1; j < k; j++) {
        v[j] /= alpha - beta;
      }
      v[i] = 1;
      for (int r = i + 1; r < n; r++) {
        reflect(rows[r], v, tau, i);
      }
      v[i] = beta;
    }
    DMatrixRMaj compressed = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows[i], 0, compressed.data, i * n, i + 1);
    }
    return compressed;
  }

  private static void reflect(double[] x, double[] v, double tau, int from) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int j = from;
    for (; j + 3 < x.length; j += 4) {
      s0 += x[j] * v[j];
      s1 += x[j + 1] * v[j + 1];
      s2 += x[j + 2] * v[j + 2];
      s3 += x[j + 3] * v[j + 3];
    }
    for (; j < x.length; j++) {
      s0 += x[j] * v[j];
    }
    double factor = tau * (s0 + s1 + (s2 + s3));
    for (j = from; j < x.length; j++) {
      x[j] -= factor * v[j];
    }
  }

  private static double norm(double[] v, int from) {
    double largest = 0;
    for (int j = from; j < v.length; j++) {
      largest = Math.max(largest, Math.abs(v[j]));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (int j = from; j < v.length; j++) {
      double x = v[j] / largest;
      sum += x * x;
    }
    return largest * Math.sqrt(sum);
  }
}
