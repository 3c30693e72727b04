package org.statescope.analysis.linalg;

import java.util.Arrays;

/// Reduction to upper Hessenberg form by Householder reflections, Qᵀ A Q = H.
///
/// Golub, Van Loan, Matrix Computations, algorithm 7.4.2; about 10/3 n³ operations and 2 n³ more
/// with the orthogonal factor.
final class Hessenberg {
  private Hessenberg() {}

  static void reduce(SchurWork work) {
    int n = work.n;
    double[] v = new double[n];
    double[] product = new double[n];
    for (int k = 0; k + 2 < n; k++) {
      double tau = reflector(work, k, v);
      if (tau == 0) {
        continue;
      }
      applyFromLeft(work.h, work.stride, v, tau, k + 1, n, k + 1, product);
      applyFromRight(work.h, work.stride, v, tau, k + 1, n);
      if (work.qt != null) {
        applyFromLeft(work.qt, work.stride, v, tau, k + 1, n, 0, product);
      }
    }
  }

  /// Sets v on k+1 … n−1 with v[k+1] = 1, reduces column k, and returns τ of I − τ v vᵀ.
  private static double reflector(SchurWork work, int k, double[] v) {
    int n = work.n;
    double scale = 0;
    for (int i = k + 2; i < n; i++) {
      scale = Math.max(scale, Math.abs(work.at(i, k)));
    }
    if (scale == 0) {
      return 0;
    }
    scale = Math.max(scale, Math.abs(work.at(k + 1, k)));
    double sum = 0;
    for (int i = k + 1; i < n; i++) {
      double x = work.at(i, k) / scale;
      sum += x * x;
    }
    double alpha = work.at(k + 1, k);
    double beta = -Math.copySign(scale * Math.sqrt(sum), alpha);
    v[k + 1] = 1;
    for (int i = k + 2; i < n; i++) {
      v[i] = work.at(i, k) / (alpha - beta);
      work.set(i, k, 0);
    }
    work.set(k + 1, k, beta);
    return (beta - alpha) / beta;
  }

  /// M ← (I − τ v vᵀ) M on rows first … last−1, columns from … last−1.
  static void applyFromLeft(
      double[] m, int stride, double[] v, double tau, int first, int last, int from, double[] w) {
    Arrays.fill(w, from, last, 0);
    for (int i = first; i < last; i++) {
      double f = v[i];
      int row = i * stride;
      for (int j = from; j < last; j++) {
        w[j] += f * m[row + j];
      }
    }
    for (int i = first; i < last; i++) {
      double f = tau * v[i];
      int row = i * stride;
      for (int j = from; j < last; j++) {
        m[row + j] -= f * w[j];
      }
    }
  }

  /// M ← M (I − τ v vᵀ) on all n rows, columns first … n−1.
  private static void applyFromRight(
      double[] m, int stride, double[] v, double tau, int first, int n) {
    for (int i = 0; i < n; i++) {
      int row = i * stride;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int j = first;
      for (; j + 3 < n; j += 4) {
        s0 += m[row + j] * v[j];
        s1 += m[row + j + 1] * v[j + 1];
        s2 += m[row + j + 2] * v[j + 2];
        s3 += m[row + j + 3] * v[j + 3];
      }
      for (; j < n; j++) {
        s0 += m[row + j] * v[j];
      }
      double f = tau * (s0 + s1 + (s2 + s3));
      for (j = first; j < n; j++) {
        m[row + j] -= f * v[j];
      }
    }
  }
}
