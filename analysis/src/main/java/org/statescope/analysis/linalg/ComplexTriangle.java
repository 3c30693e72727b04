package org.statescope.analysis.linalg;

/// The complex Schur form A = U R Uᴴ that a real one implies: each 2×2 block of T made triangular
/// by a unitary 2×2 matrix. Entries are kept by columns, real and imaginary parts apart.
final class ComplexTriangle {
  final int n;

  /// Columns of R.
  final double[][] re;

  final double[][] im;

  /// Columns of U.
  final double[][] uRe;

  final double[][] uIm;

  ComplexTriangle(RealSchur schur) {
    n = schur.order();
    re = Products.rows(Products.transpose(schur.t()));
    im = new double[n][n];
    uRe = Products.rows(Products.transpose(schur.q()));
    uIm = new double[n][n];
    for (int i = 0; i + 1 < n; i++) {
      if (schur.isPairAt(i)) {
        triangularise(i);
        i++;
      }
    }
  }

  /// G = [x, iy; iy, x] with (x, iy) the eigenvector of a + iω.
  private void triangularise(int i) {
    double a = re[i][i];
    double b = re[i + 1][i];
    double c = re[i][i + 1];
    double omega = Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c));
    double length = Math.hypot(b, omega);
    double x = b / length;
    double y = omega / length;
    mixColumns(re[i], im[i], re[i + 1], im[i + 1], i, x, y);
    mixColumns(uRe[i], uIm[i], uRe[i + 1], uIm[i + 1], n, x, y);
    for (int j = i + 2; j < n; j++) {
      double re0 = re[j][i];
      double im0 = im[j][i];
      re[j][i] = x * re0 + y * im[j][i + 1];
      im[j][i] = x * im0 - y * re[j][i + 1];
      double re1 = re[j][i + 1];
      re[j][i + 1] = x * re1 + y * im0;
      im[j][i + 1] = x * im[j][i + 1] - y * re0;
    }
    re[i][i] = a;
    im[i][i] = omega;
    re[i][i + 1] = 0;
    im[i][i + 1] = 0;
    re[i + 1][i] = x * x * b + y * y * c;
    im[i + 1][i] = 0;
    re[i + 1][i + 1] = a;
    im[i + 1][i + 1] = -omega;
  }

  /// (p, q) ← (x p + iy q, iy p + x q).
  private static void mixColumns(
      double[] pRe, double[] pIm, double[] qRe, double[] qIm, int count, double x, double y) {
    for (int k = 0; k < count; k++) {
      double re0 = pRe[k];
      double im0 = pIm[k];
      double re1 = qRe[k];
      double im1 = qIm[k];
      pRe[k] = x * re0 - y * im1;
      pIm[k] = x * im0 + y * re1;
      qRe[k] = x * re1 - y * im0;
      qIm[k] = x * im1 + y * re0;
    }
  }
}
