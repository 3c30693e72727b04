package org.statescope.analysis.linalg;

/// Solves (α T + β I) u = r with T real upper quasi-triangular and α, β, u, r complex.
///
/// T is given by the rows of its transpose, so that the back substitution runs along rows.
final class ShiftedTriangular {
  private final double[][] tTransposed;
  private final double alphaRe;
  private final double alphaIm;
  private final double betaRe;
  private final double betaIm;

  ShiftedTriangular(
      double[][] tTransposed, double alphaRe, double alphaIm, double betaRe, double betaIm) {
    this.tTransposed = tTransposed;
    this.alphaRe = alphaRe;
    this.alphaIm = alphaIm;
    this.betaRe = betaRe;
    this.betaIm = betaIm;
  }

  /// Replaces the leading entries of r by those of u, using the leading rows and columns of T.
  void solve(double[] re, double[] im, int order) {
    int i = order - 1;
    while (i >= 0) {
      if (i > 0 && tTransposed[i - 1][i] != 0) {
        solvePair(re, im, i - 1);
        eliminate(re, im, i, i - 1);
        eliminate(re, im, i - 1, i - 1);
        i -= 2;
      } else {
        double dRe = alphaRe * tTransposed[i][i] + betaRe;
        double dIm = alphaIm * tTransposed[i][i] + betaIm;
        divide(re, im, i, re[i], im[i], dRe, dIm);
        eliminate(re, im, i, i);
        i--;
      }
    }
  }

  private void eliminate(double[] re, double[] im, int i, int count) {
    double fRe = alphaRe * re[i] - alphaIm * im[i];
    double fIm = alphaRe * im[i] + alphaIm * re[i];
    double[] column = tTransposed[i];
    for (int k = 0; k < count; k++) {
      re[k] -= fRe * column[k];
      im[k] -= fIm * column[k];
    }
  }

  private void solvePair(double[] re, double[] im, int i) {
    double d0 = tTransposed[i][i];
    double d1 = tTransposed[i + 1][i + 1];
    double upper = tTransposed[i + 1][i];
    double lower = tTransposed[i][i + 1];
    // Elimination with the row whose entry in the first column is larger.
    double p0Re = alphaRe * d0 + betaRe;
    double p0Im = alphaIm * d0 + betaIm;
    double p1Re = alphaRe * lower;
    double p1Im = alphaIm * lower;
    double q0Re = alphaRe * upper;
    double q0Im = alphaIm * upper;
    double q1Re = alphaRe * d1 + betaRe;
    double q1Im = alphaIm * d1 + betaIm;
    double r0Re = re[i];
    double r0Im = im[i];
    double r1Re = re[i + 1];
    double r1Im = im[i + 1];
    if (Math.hypot(p1Re, p1Im) > Math.hypot(p0Re, p0Im)) {
      eliminatePair(
          re, im, i, p1Re, p1Im, q1Re, q1Im, r1Re, r1Im, p0Re, p0Im, q0Re, q0Im, r0Re, r0Im);
    } else {
      eliminatePair(
          re, im, i, p0Re, p0Im, q0Re, q0Im, r0Re, r0Im, p1Re, p1Im, q1Re, q1Im, r1Re, r1Im);
    }
  }

  /// Solves p₀ x + q₀ y = r₀, p₁ x + q₁ y = r₁ for |p₀| ≥ |p₁|.
  private static void eliminatePair(
      double[] re,
      double[] im,
      int i,
      double p0Re,
      double p0Im,
      double q0Re,
      double q0Im,
      double r0Re,
      double r0Im,
      double p1Re,
      double p1Im,
      double q1Re,
      double q1Im,
      double r1Re,
      double r1Im) {
    divide(re, im, i, p1Re, p1Im, p0Re, p0Im);
    double fRe = re[i];
    double fIm = im[i];
    double dRe = q1Re - (fRe * q0Re - fIm * q0Im);
    double dIm = q1Im - (fRe * q0Im + fIm * q0Re);
    double sRe = r1Re - (fRe * r0Re - fIm * r0Im);
    double sIm = r1Im - (fRe * r0Im + fIm * r0Re);
    divide(re, im, i + 1, sRe, sIm, dRe, dIm);
    double yRe = re[i + 1];
    double yIm = im[i + 1];
    double xRe = r0Re - (q0Re * yRe - q0Im * yIm);
    double xIm = r0Im - (q0Re * yIm + q0Im * yRe);
    divide(re, im, i, xRe, xIm, p0Re, p0Im);
  }

  /// Stores (nRe + i nIm) / (dRe + i dIm) at an index, by Smith's method.
  static void divide(
      double[] re, double[] im, int at, double nRe, double nIm, double dRe, double dIm) {
    if (Math.abs(dRe) >= Math.abs(dIm)) {
      double ratio = dIm / dRe;
      double d = dRe + dIm * ratio;
      re[at] = (nRe + nIm * ratio) / d;
      im[at] = (nIm - nRe * ratio) / d;
    } else {
      double ratio = dRe / dIm;
      double d = dRe * ratio + dIm;
      re[at] = (nRe * ratio + nIm) / d;
      im[at] = (nIm * ratio - nRe) / d;
    }
  }
}
