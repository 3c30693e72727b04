package org.statescope.analysis.linalg;

/// LU decomposition of sI − A for one complex s, with refinement of the solution by residuals in
/// twice the working precision.
///
/// Higham, Accuracy and Stability of Numerical Algorithms, algorithm 12.1: while the condition of
/// sI − A is below 2⁵³ the solution ends up as accurate as if it had been computed exactly and
/// rounded, whatever structure A has.
final class ShiftedLu {
  private static final int REFINEMENTS = 3;

  private final double[][] a;
  private final double sRe;
  private final double sIm;
  private final int n;
  private final double[][] re;
  private final double[][] im;
  private final int[] pivots;

  /// @param a the rows of A
  ShiftedLu(double[][] a, double sRe, double sIm) {
    this.a = a;
    this.sRe = sRe;
    this.sIm = sIm;
    n = a.length;
    re = new double[n][n];
    im = new double[n][n];
    pivots = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        re[i][j] = -a[i][j];
      }
      re[i][i] += sRe;
      im[i][i] = sIm;
    }
    for (int k = 0; k < n; k++) {
      eliminate(k);
    }
  }

  private void eliminate(int k) {
    int pivot = k;
    for (int i = k + 1; i < n; i++) {
      if (Math.hypot(re[i][k], im[i][k]) > Math.hypot(re[pivot][k], im[pivot][k])) {
        pivot = i;
      }
    }
    pivots[k] = pivot;
    exchange(re, k, pivot);
    exchange(im, k, pivot);
    for (int i = k + 1; i < n; i++) {
      if (re[i][k] == 0 && im[i][k] == 0) {
        continue;
      }
      ShiftedTriangular.divide(re[i], im[i], k, re[i][k], im[i][k], re[k][k], im[k][k]);
      double fRe = re[i][k];
      double fIm = im[i][k];
      double[] rowRe = re[i];
      double[] rowIm = im[i];
      double[] topRe = re[k];
      double[] topIm = im[k];
      for (int j = k + 1; j < n; j++) {
        rowRe[j] -= fRe * topRe[j] - fIm * topIm[j];
        rowIm[j] -= fRe * topIm[j] + fIm * topRe[j];
      }
    }
  }

  private static void exchange(double[][] rows, int i, int j) {
    double[] row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }

  /// Solves (sI − A) x = b for a real b; x holds the real parts and then the imaginary parts.
  double[][] solve(double[] b) {
    double[] xRe = b.clone();
    double[] xIm = new double[n];
    substitute(xRe, xIm);
    for (int step = 0; step < REFINEMENTS; step++) {
      double[] rRe = new double[n];
      double[] rIm = new double[n];
      residual(b, xRe, xIm, rRe, rIm);
      substitute(rRe, rIm);
      for (int i = 0; i < n; i++) {
        xRe[i] += rRe[i];
        xIm[i] += rIm[i];
      }
    }
    return new double[][] {xRe, xIm};
  }

  private void substitute(double[] xRe, double[] xIm) {
    for (int k = 0; k < n; k++) {
      int p = pivots[k];
      double swapRe = xRe[k];
      double swapIm = xIm[k];
      xRe[k] = xRe[p];
      xIm[k] = xIm[p];
      xRe[p] = swapRe;
      xIm[p] = swapIm;
    }
    for (int i = 0; i < n; i++) {
      subtractRow(xRe, xIm, i, 0, i);
    }
    for (int i = n - 1; i >= 0; i--) {
      subtractRow(xRe, xIm, i, i + 1, n);
      ShiftedTriangular.divide(xRe, xIm, i, xRe[i], xIm[i], re[i][i], im[i][i]);
    }
  }

  private void subtractRow(double[] xRe, double[] xIm, int i, int from, int to) {
    double sumRe = xRe[i];
    double sumIm = xIm[i];
    for (int j = from; j < to; j++) {
      sumRe -= re[i][j] * xRe[j] - im[i][j] * xIm[j];
      sumIm -= re[i][j] * xIm[j] + im[i][j] * xRe[j];
    }
    xRe[i] = sumRe;
    xIm[i] = sumIm;
  }

  /// b − (sI − A) x, accumulated in twice the working precision.
  private void residual(double[] b, double[] xRe, double[] xIm, double[] rRe, double[] rIm) {
    DoubleDouble sum = new DoubleDouble();
    for (int i = 0; i < n; i++) {
      sum.set(b[i]);
      sum.addProduct(-sRe, xRe[i]);
      sum.addProduct(sIm, xIm[i]);
      for (int j = 0; j < n; j++) {
        sum.addProduct(a[i][j], xRe[j]);
      }
      rRe[i] = sum.value();
      sum.set(0);
      sum.addProduct(-sRe, xIm[i]);
      sum.addProduct(-sIm, xRe[i]);
      for (int j = 0; j < n; j++) {
        sum.addProduct(a[i][j], xIm[j]);
      }
      rIm[i] = sum.value();
    }
  }
}
