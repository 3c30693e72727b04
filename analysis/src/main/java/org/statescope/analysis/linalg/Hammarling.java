package org.statescope.analysis.linalg;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// The factor L of X = L Lᵀ with `T X + X Tᵀ + B Bᵀ = 0` or `T X Tᵀ − X + B Bᵀ = 0`, for a stable
/// real upper quasi-triangular T, without forming B Bᵀ or X.
///
/// Hammarling, doi:10.1093/imanum/2.3.303. A complex pair is taken as two complex steps on its two
/// rows; the two complex columns of L that come out span, with their conjugates, two real columns,
/// which a one-sided Jacobi rotation finds. What rounding leaves over is kept as further columns
/// unless it is at rounding level.
final class Hammarling {
  private final boolean discrete;
  private final int n;
  private final double[][] tTransposed;

  /// The columns of what is left of B.
  private final double[][] bRe;

  private final double[][] bIm;
  private final List<double[]> columns = new ArrayList<>();

  /// The rows of a 2×2 block above its last one, in the coordinates that make the block triangular.
  private record Upper(int row, double real, double imaginary, Column coupling) {}

  private record Column(double[] re, double[] im) {
    Column(int n) {
      this(new double[n], new double[n]);
    }
  }

  Hammarling(DMatrixRMaj t, DMatrixRMaj b, boolean discrete) {
    this.discrete = discrete;
    n = t.numRows;
    tTransposed = Products.rows(Products.transpose(t));
    bRe = Products.rows(Products.transpose(b));
    bIm = new double[b.numCols][n];
  }

  /// L, with n columns or, where rounding left more over, a few further ones.
  DMatrixRMaj factor() {
    int i = n - 1;
    while (i >= 0) {
      if (i > 0 && tTransposed[i - 1][i] != 0) {
        pair(i - 1);
        i -= 2;
      } else {
        Column above = new Column(tTransposed[i], new double[n]);
        keep(step(i, tTransposed[i][i], 0, above, null));
        i--;
      }
    }
    return Products.fromColumns(columns.toArray(double[][]::new), n);
  }

  /// With the eigenvector (b, iω) of a + iω as first column, the unitary G = [x, iy; iy, x] gives
  /// Gᴴ [a b; c a] G = [a + iω, x²b + y²c; 0, a − iω].
  private void pair(int i) {
    double a = tTransposed[i][i];
    double b = tTransposed[i + 1][i];
    double c = tTransposed[i][i + 1];
    double omega = Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c));
    double length = Math.hypot(b, omega);
    double x = b / length;
    double y = omega / length;
    Column first = new Column(n);
    Column second = new Column(n);
    for (int k = 0; k < i; k++) {
      first.re[k] = x * tTransposed[i][k];
      first.im[k] = y * tTransposed[i + 1][k];
      second.re[k] = x * tTransposed[i + 1][k];
      second.im[k] = y * tTransposed[i][k];
    }
    second.re[i] = x * x * b + y * y * c;
    for (int j = 0; j < bRe.length; j++) {
      rotate(bRe[j], bIm[j], i, x, -y);
    }
    Column z2 = step(i + 1, a, -omega, second, new Upper(i, a, omega, first));
    Column z1 = step(i, a, omega, first, null);
    rotate(z1.re, z1.im, i, x, y);
    rotate(z2.re, z2.im, i, x, y);
    keep(z1, z2);
  }

  /// Multiplies entries i, i+1 by [x, iy; iy, x].
  private static void rotate(double[] re, double[] im, int i, double x, double y) {
    double re0 = re[i];
    double im0 = im[i];
    re[i] = x * re0 - y * im[i + 1];
    im[i] = x * im0 + y * re[i + 1];
    double re1 = re[i + 1];
    re[i + 1] = x * re1 - y * im0;
    im[i + 1] = x * im[i + 1] + y * re0;
  }

  /// One column of L, and B without its part.
  ///
  /// With λ the diagonal entry, t the column above it, b the row of B, α² = −2 Re λ or 1 − |λ|², υ
  /// = ‖b‖/α, q = b/‖b‖, g = B₁qᴴ: the column is (u, υ) with (T₁ + λ̄I) u = −(υt + αg) and B₁ ← B₁
  /// − αuq, or with (λ̄T₁ − I) u = −(υλ̄t + αg), w = T₁u + υt and B₁ ← B₁ + (αw − (1+λ)g) q.
  private Column step(int i, double lambdaRe, double lambdaIm, Column t, @Nullable Upper upper) {
    Column z = new Column(n);
    double norm = rowNorm(i);
    if (norm == 0) {
      return z;
    }
    int inputs = bRe.length;
    double modulus = Math.hypot(lambdaRe, lambdaIm);
    double alpha = Math.sqrt(discrete ? (1 - modulus) * (1 + modulus) : -2 * lambdaRe);
    double upsilon = norm / alpha;
    double[] qRe = new double[inputs];
    double[] qIm = new double[inputs];
    double[] gRe = new double[i];
    double[] gIm = new double[i];
    for (int j = 0; j < inputs; j++) {
      qRe[j] = bRe[j][i] / norm;
      qIm[j] = bIm[j][i] / norm;
      addTo(gRe, gIm, i, qRe[j], -qIm[j], bRe[j], bIm[j]);
    }
    addTo(z.re, z.im, i, -alpha, 0, gRe, gIm);
    if (discrete) {
      addTo(z.re, z.im, i, -upsilon * lambdaRe, upsilon * lambdaIm, t.re, t.im);
      solve(z, i, lambdaRe, -lambdaIm, -1, 0, upper);
      Column w = product(z, i, upper);
      addTo(w.re, w.im, i, upsilon, 0, t.re, t.im);
      for (int k = 0; k < i; k++) {
        double re = alpha * w.re[k] - (1 + lambdaRe) * gRe[k] + lambdaIm * gIm[k];
        gIm[k] = alpha * w.im[k] - (1 + lambdaRe) * gIm[k] - lambdaIm * gRe[k];
        gRe[k] = re;
      }
    } else {
      addTo(z.re, z.im, i, -upsilon, 0, t.re, t.im);
      solve(z, i, 1, 0, lambdaRe, -lambdaIm, upper);
      for (int k = 0; k < i; k++) {
        gRe[k] = -alpha * z.re[k];
        gIm[k] = -alpha * z.im[k];
      }
    }
    for (int j = 0; j < inputs; j++) {
      addTo(bRe[j], bIm[j], i, qRe[j], qIm[j], gRe, gIm);
    }
    z.re[i] = upsilon;
    return z;
  }

  private double rowNorm(int i) {
    double norm = 0;
    for (int j = 0; j < bRe.length; j++) {
      norm = Math.hypot(norm, Math.hypot(bRe[j][i], bIm[j][i]));
    }
    return norm;
  }

  /// Replaces the leading entries by the solution of (α T₁ + β I) u = z, where T₁ is T or, with an
  /// upper row, T bordered by that row's column and diagonal entry.
  private void solve(
      Column z, int count, double aRe, double aIm, double bRe, double bIm, @Nullable Upper upper) {
    int order = count;
    if (upper != null) {
      order = upper.row;
      double dRe = aRe * upper.real - aIm * upper.imaginary + bRe;
      double dIm = aRe * upper.imaginary + aIm * upper.real + bIm;
      ShiftedTriangular.divide(z.re, z.im, order, z.re[order], z.im[order], dRe, dIm);
      double fRe = aRe * z.re[order] - aIm * z.im[order];
      double fIm = aRe * z.im[order] + aIm * z.re[order];
      addTo(z.re, z.im, order, -fRe, -fIm, upper.coupling.re, upper.coupling.im);
    }
    new ShiftedTriangular(tTransposed, aRe, aIm, bRe, bIm).solve(z.re, z.im, order);
  }

  /// T₁ u.
  private Column product(Column u, int count, @Nullable Upper upper) {
    Column w = new Column(n);
    int order = upper == null ? count : upper.row;
    for (int k = 0; k < order; k++) {
      double[] column = tTransposed[k];
      int length = Math.min(order, k + 2);
      for (int r = 0; r < length; r++) {
        w.re[r] += u.re[k] * column[r];
        w.im[r] += u.im[k] * column[r];
      }
    }
    if (upper != null) {
      double re = u.re[order];
      double im = u.im[order];
      addTo(w.re, w.im, order, re, im, upper.coupling.re, upper.coupling.im);
      w.re[order] = upper.real * re - upper.imaginary * im;
      w.im[order] = upper.real * im + upper.imaginary * re;
    }
    return w;
  }

  /// y ← y + f x on complex vectors.
  private static void addTo(
      double[] yRe, double[] yIm, int count, double fRe, double fIm, double[] xRe, double[] xIm) {
    for (int k = 0; k < count; k++) {
      yRe[k] += fRe * xRe[k] - fIm * xIm[k];
      yIm[k] += fRe * xIm[k] + fIm * xRe[k];
    }
  }

  /// Turns complex columns into as many real ones with the same Z Zᴴ, which is real, and keeps what
  /// is over if it is more than rounding.
  private void keep(Column... complex) {
    double[][] real = new double[2 * complex.length][];
    for (int k = 0; k < complex.length; k++) {
      real[2 * k] = complex[k].re;
      real[2 * k + 1] = complex[k].im;
    }
    double[] norms = JacobiRotations.orthogonalise(real);
    double threshold = n * Precision.UNIT_ROUNDOFF * norms[0];
    for (int k = 0; k < real.length; k++) {
      if (k < complex.length || norms[k] > threshold) {
        columns.add(real[k]);
      }
    }
  }
}
