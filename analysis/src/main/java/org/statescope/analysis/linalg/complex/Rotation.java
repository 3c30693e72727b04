package org.statescope.analysis.linalg.complex;

/// A complex plane rotation with a real cosine: `[c s; −s̄ c]·[f; g] = [r; 0]`.
///
/// Mutable and reused: the kernels of this package make one per sweep, not one per entry.
final class Rotation {
  private double cosine = 1;
  private double sineRe;
  private double sineIm;

  /// Chooses the rotation that annihilates `g` against `f` (complex, any size).
  void annihilate(double fRe, double fIm, double gRe, double gIm) {
    double g = Math.hypot(gRe, gIm);
    if (g == 0) {
      cosine = 1;
      sineRe = 0;
      sineIm = 0;
      return;
    }
    double f = Math.hypot(fRe, fIm);
    if (f == 0) {
      cosine = 0;
      sineRe = gRe / g;
      sineIm = -gIm / g;
      return;
    }
    double norm = Math.hypot(f, g);
    cosine = f / norm;
    // s = (f/|f|)·ḡ/norm
    double phaseRe = fRe / f;
    double phaseIm = fIm / f;
    double scaledRe = gRe / norm;
    double scaledIm = gIm / norm;
    sineRe = phaseRe * scaledRe + phaseIm * scaledIm;
    sineIm = phaseIm * scaledRe - phaseRe * scaledIm;
  }

  /// `columns ← columns·[c s; −s̄ c]ᴴ`: the similarity's other half. `stride` is the row length in
  /// doubles.
  void applyAdjointToColumns(double[] x, int p, int q, int count, int stride) {
    for (int k = 0, i = p, j = q; k < count; k++, i += stride, j += stride) {
      double pRe = x[i];
      double pIm = x[i + 1];
      double qRe = x[j];
      double qIm = x[j + 1];
      // p·c + q·s̄ ; −p·s + q·c
      x[i] = cosine * pRe + sineRe * qRe + sineIm * qIm;
      x[i + 1] = cosine * pIm + sineRe * qIm - sineIm * qRe;
      x[j] = cosine * qRe - (sineRe * pRe - sineIm * pIm);
      x[j + 1] = cosine * qIm - (sineRe * pIm + sineIm * pRe);
    }
  }

  /// `[x; y] ← [c s; −s̄ c]·[x; y]` over `count` contiguous complex entries: two rows from the
  /// left, or two columns, each kept contiguous, from the right.
  void apply(double[] x, int p, double[] y, int q, int count) {
    for (int k = 0, i = p, j = q; k < count; k++, i += 2, j += 2) {
      double pRe = x[i];
      double pIm = x[i + 1];
      double qRe = y[j];
      double qIm = y[j + 1];
      x[i] = cosine * pRe + sineRe * qRe - sineIm * qIm;
      x[i + 1] = cosine * pIm + sineRe * qIm + sineIm * qRe;
      y[j] = cosine * qRe - sineRe * pRe - sineIm * pIm;
      y[j + 1] = cosine * qIm - sineRe * pIm + sineIm * pRe;
    }
  }

  /// The same on columns whose real and imaginary parts stand apart.
  void apply(double[] xRe, double[] xIm, int p, double[] yRe, double[] yIm, int q, int count) {
    for (int k = 0; k < count; k++) {
      double pRe = xRe[p + k];
      double pIm = xIm[p + k];
      double qRe = yRe[q + k];
      double qIm = yIm[q + k];
      xRe[p + k] = cosine * pRe + sineRe * qRe - sineIm * qIm;
      xIm[p + k] = cosine * pIm + sineRe * qIm + sineIm * qRe;
      yRe[q + k] = cosine * qRe - sineRe * pRe - sineIm * pIm;
      yIm[q + k] = cosine * qIm - sineRe * pIm + sineIm * pRe;
    }
  }
}
