package org.statescope.analysis.linalg.complex;

/// Reduction to upper Hessenberg form by Householder reflections, in place.
final class ComplexHessenberg {
  private ComplexHessenberg() {}

  /// Overwrites `a` (n × n, interleaved, row-major) with `QᴴAQ` and `q` with `q·Q`.
  static void reduce(double[] a, double[] q, int n) {
    double[] v = new double[2 * n];
    double[] w = new double[2 * n];
    for (int k = 0; k + 2 < n; k++) {
      double beta = reflector(a, v, k, n);
      if (beta == 0) {
        continue;
      }
      fromLeft(a, v, w, beta, k, n);
      fromRight(a, v, beta, k, n);
      fromRight(q, v, beta, k, n);
      for (int i = k + 2; i < n; i++) {
        a[2 * (i * n + k)] = 0;
        a[2 * (i * n + k) + 1] = 0;
      }
    }
  }

  /// Fills `v[k+1..n)` and returns β of `I − β v vᴴ`, which maps column k below the diagonal on its
  /// head.
  private static double reflector(double[] a, double[] v, int k, int n) {
    double largest = 0;
    for (int i = k + 2; i < n; i++) {
      int at = 2 * (i * n + k);
      largest = Math.max(largest, Math.max(Math.abs(a[at]), Math.abs(a[at + 1])));
    }
    if (largest == 0) {
      return 0;
    }
    int head = 2 * ((k + 1) * n + k);
    largest = Math.max(largest, Math.max(Math.abs(a[head]), Math.abs(a[head + 1])));
    double sum = 0;
    for (int i = k + 1; i < n; i++) {
      int at = 2 * (i * n + k);
      v[2 * i] = a[at] / largest;
      v[2 * i + 1] = a[at + 1] / largest;
      sum += v[2 * i] * v[2 * i] + v[2 * i + 1] * v[2 * i + 1];
    }
    double norm = Math.sqrt(sum);
    double headModulus = Math.hypot(v[2 * k + 2], v[2 * k + 3]);
    double phaseRe = headModulus == 0 ? 1 : v[2 * k + 2] / headModulus;
    double phaseIm = headModulus == 0 ? 0 : v[2 * k + 3] / headModulus;
    v[2 * k + 2] += phaseRe * norm;
    v[2 * k + 3] += phaseIm * norm;
    return 1 / (norm * (norm + headModulus));
  }

  private static void fromLeft(double[] a, double[] v, double[] w, double beta, int k, int n) {
    java.util.Arrays.fill(w, 0);
    for (int i = k + 1; i < n; i++) {
      double vRe = v[2 * i];
      double vIm = v[2 * i + 1];
      for (int j = k, at = 2 * (i * n + k); j < n; j++, at += 2) {
        w[2 * j] += vRe * a[at] + vIm * a[at + 1];
        w[2 * j + 1] += vRe * a[at + 1] - vIm * a[at];
      }
    }
    for (int i = k + 1; i < n; i++) {
      double vRe = beta * v[2 * i];
      double vIm = beta * v[2 * i + 1];
      for (int j = k, at = 2 * (i * n + k); j < n; j++, at += 2) {
        a[at] -= vRe * w[2 * j] - vIm * w[2 * j + 1];
        a[at + 1] -= vRe * w[2 * j + 1] + vIm * w[2 * j];
      }
    }
  }

  private static void fromRight(double[] a, double[] v, double beta, int k, int n) {
    for (int i = 0; i < n; i++) {
      double sumRe = 0;
      double sumIm = 0;
      for (int j = k + 1, at = 2 * (i * n + j); j < n; j++, at += 2) {
        sumRe += a[at] * v[2 * j] - a[at + 1] * v[2 * j + 1];
        sumIm += a[at] * v[2 * j + 1] + a[at + 1] * v[2 * j];
      }
      sumRe *= beta;
      sumIm *= beta;
      for (int j = k + 1, at = 2 * (i * n + j); j < n; j++, at += 2) {
        a[at] -= sumRe * v[2 * j] + sumIm * v[2 * j + 1];
        a[at + 1] -= sumIm * v[2 * j] - sumRe * v[2 * j + 1];
      }
    }
  }
}
