package org.statescope.analysis.linalg;

/// The principal logarithm of a complex upper triangular matrix without eigenvalues on the closed
/// negative real axis, by inverse scaling and squaring: square roots until the matrix is near I,
/// then the [7/7] Padé approximant in partial fractions.
///
/// Higham, Functions of Matrices, algorithm 11.9; square roots by Björck, Hammarling,
/// doi:10.1016/0024-3795(83)80010-X. Matrices are given by columns.
final class TriangularLogarithm {
  private static final double LARGEST_DISTANCE = 0.2;
  private static final int MOST_ROOTS = 200;

  /// Gauss-Legendre nodes and weights on [0, 1].
  private static final double[] NODES = {
    0.025446043828620736,
    0.12923440720030277,
    0.2970774243113014,
    0.5,
    0.7029225756886985,
    0.8707655927996972,
    0.9745539561713792
  };

  private static final double[] WEIGHTS = {
    0.06474248308443484,
    0.13985269574463835,
    0.19091502525255946,
    0.20897959183673470,
    0.19091502525255946,
    0.13985269574463835,
    0.06474248308443484
  };

  private final int n;
  private double[][] re;
  private double[][] im;

  private TriangularLogarithm(double[][] re, double[][] im) {
    n = re.length;
    this.re = re;
    this.im = im;
  }

  /// Replaces the columns by those of the logarithm.
  static void apply(double[][] re, double[][] im) {
    TriangularLogarithm log = new TriangularLogarithm(re, im);
    int roots = 0;
    while (log.distanceFromIdentity() > LARGEST_DISTANCE) {
      if (roots++ == MOST_ROOTS) {
        throw new ArithmeticException(
            "The square roots of the matrix do not approach the identity");
      }
      log.takeRoot();
    }
    double[][][] result = log.nearIdentity();
    double factor = Math.scalb(1.0, roots);
    for (int j = 0; j < re.length; j++) {
      for (int i = 0; i < re.length; i++) {
        re[j][i] = result[0][j][i] * factor;
        im[j][i] = result[1][j][i] * factor;
      }
    }
  }

  private double distanceFromIdentity() {
    double largest = 0;
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int i = 0; i <= j; i++) {
        sum += Math.hypot(re[j][i] - (i == j ? 1 : 0), im[j][i]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  private void takeRoot() {
    double[][] rRe = new double[n][n];
    double[][] rIm = new double[n][n];
    for (int j = 0; j < n; j++) {
      root(re[j][j], im[j][j], rRe[j], rIm[j], j);
      for (int i = j - 1; i >= 0; i--) {
        double sRe = re[j][i];
        double sIm = im[j][i];
        for (int k = i + 1; k < j; k++) {
          sRe -= rRe[k][i] * rRe[j][k] - rIm[k][i] * rIm[j][k];
          sIm -= rRe[k][i] * rIm[j][k] + rIm[k][i] * rRe[j][k];
        }
        ShiftedTriangular.divide(
            rRe[j], rIm[j], i, sRe, sIm, rRe[i][i] + rRe[j][j], rIm[i][i] + rIm[j][j]);
      }
    }
    re = rRe;
    im = rIm;
  }

  private static void root(double a, double b, double[] re, double[] im, int at) {
    double t = Math.sqrt((Math.abs(a) + Math.hypot(a, b)) / 2);
    re[at] = a >= 0 ? t : Math.abs(b) / (2 * t);
    im[at] = a >= 0 ? b / (2 * t) : Math.copySign(t, b);
  }

  /// Σ wₖ X (I + xₖX)⁻¹ for the distance X from the identity.
  private double[][][] nearIdentity() {
    double[][] sumRe = new double[n][n];
    double[][] sumIm = new double[n][n];
    for (int node = 0; node < NODES.length; node++) {
      double x = NODES[node];
      for (int j = 0; j < n; j++) {
        double[] cRe = new double[n];
        double[] cIm = new double[n];
        for (int i = 0; i <= j; i++) {
          cRe[i] = re[j][i] - (i == j ? 1 : 0);
          cIm[i] = im[j][i];
        }
        // The factors commute, so (I + xX) c = X eⱼ gives the column.
        for (int i = j; i >= 0; i--) {
          double dRe = 1 + x * (re[i][i] - 1);
          ShiftedTriangular.divide(cRe, cIm, i, cRe[i], cIm[i], dRe, x * im[i][i]);
          double fRe = x * cRe[i];
          double fIm = x * cIm[i];
          for (int k = 0; k < i; k++) {
            cRe[k] -= fRe * re[i][k] - fIm * im[i][k];
            cIm[k] -= fRe * im[i][k] + fIm * re[i][k];
          }
          sumRe[j][i] += WEIGHTS[node] * cRe[i];
          sumIm[j][i] += WEIGHTS[node] * cIm[i];
        }
      }
    }
    return new double[][][] {sumRe, sumIm};
  }
}
