package org.statescope.analysis.linalg.complex;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.statescope.analysis.linalg.Shapes;

/// `A = Q T Qᴴ` with Q unitary and T upper triangular; the diagonal of T holds the eigenvalues.
///
/// **Shapes**: Q and T are n × n. Nothing given is modified, and the two matrices are owned by the
/// result: treat them as read-only.
///
/// **Edge cases**: NaN or infinite entries and non-square matrices are refused with an
/// [IllegalArgumentException]; order 0 gives empty factors.
///
/// **Tolerance**: a subdiagonal entry is taken for zero below `u·(|t_ii| + |t_jj|)`. The computed
/// form is exact for a matrix within a small multiple of `u·‖A‖` of A; that says nothing about how
/// far an ill-conditioned eigenvalue has moved.
///
/// **Algorithm**: Householder Hessenberg form, then the complex QR iteration with Wilkinson shifts
/// (Golub and Van Loan, Matrix Computations, 4th ed., §7.5; doi:10.56021/9781421407944).
///
/// **Cost**: about 25 n³ complex operations. **Not for** eigenvalues alone of a large real matrix:
/// the real Schur form is four times cheaper.
public record ComplexSchur(ZMatrixRMaj unitary, ZMatrixRMaj triangular) {
  private static final double UNIT_ROUNDOFF = 0x1p-53;
  private static final int SWEEPS_PER_EIGENVALUE = 60;

  /// The Schur form of a real matrix.
  public static ComplexSchur of(DMatrixRMaj a) {
    Shapes.requireSquare("A", a);
    Shapes.requireFinite("A", a);
    ZMatrixRMaj copy = new ZMatrixRMaj(a.numRows, a.numCols);
    for (int i = 0; i < a.numRows * a.numCols; i++) {
      copy.data[2 * i] = a.data[i];
    }
    return ofOwned(copy);
  }

  /// The Schur form of a complex matrix.
  public static ComplexSchur of(ZMatrixRMaj a) {
    if (a.numRows != a.numCols || a.numRows == 0) {
      throw new IllegalArgumentException(
          "A is " + a.numRows + "×" + a.numCols + " but must be square and not empty");
    }
    int n = a.numRows;
    for (int i = 0; i < 2 * n * n; i++) {
      if (!Double.isFinite(a.data[i])) {
        throw new IllegalArgumentException(
            "A has "
                + a.data[i]
                + " in row "
                + (i / 2 / n + 1)
                + ", column "
                + (i / 2 % n + 1)
                + " but must hold finite numbers");
      }
    }
    return ofOwned(a.copy());
  }

  private static ComplexSchur ofOwned(ZMatrixRMaj t) {
    int n = t.numRows;
    ZMatrixRMaj q = new ZMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      q.data[2 * (i * n + i)] = 1;
    }
    int exponent = largestExponent(t.data);
    scale(t.data, -exponent);
    ComplexHessenberg.reduce(t.data, q.data, n);
    iterate(t.data, q.data, n);
    scale(t.data, exponent);
    return new ComplexSchur(q, t);
  }

  /// The entries are brought to order one by a power of two, so that no square of one overflows.
  private static int largestExponent(double[] data) {
    double largest = 0;
    for (double entry : data) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest == 0 ? 0 : Math.getExponent(largest);
  }

  private static void scale(double[] data, int exponent) {
    for (int i = 0; i < data.length && exponent != 0; i++) {
      data[i] = Math.scalb(data[i], exponent);
    }
  }

  /// n.
  public int order() {
    return triangular.numRows;
  }

  /// The real part of the eigenvalue in row i of the triangle.
  public double eigenvalueReal(int i) {
    return triangular.data[2 * (i * order() + i)];
  }

  /// The imaginary part of the eigenvalue in row i of the triangle.
  public double eigenvalueImaginary(int i) {
    return triangular.data[2 * (i * order() + i) + 1];
  }

  private static void iterate(double[] t, double[] q, int n) {
    Rotation rotation = new Rotation();
    double[] shift = new double[2];
    int last = n - 1;
    int sweeps = 0;
    while (last > 0) {
      if (deflates(t, n, last)) {
        last--;
        sweeps = 0;
        continue;
      }
      if (++sweeps > SWEEPS_PER_EIGENVALUE) {
        throw new ArithmeticException(
            "the QR iteration did not converge on a " + n + "×" + n + " matrix");
      }
      int first = last - 1;
      while (first > 0 && !deflates(t, n, first)) {
        first--;
      }
      shift(t, n, last, sweeps, shift);
      sweep(t, q, n, first, last, shift, rotation);
    }
  }

  /// Whether entry (i, i−1) is negligible; then it is set to zero.
  private static boolean deflates(double[] t, int n, int i) {
    int at = 2 * (i * n + i - 1);
    int upper = 2 * ((i - 1) * n + i - 1);
    int lower = 2 * (i * n + i);
    double size =
        Math.abs(t[upper]) + Math.abs(t[upper + 1]) + Math.abs(t[lower]) + Math.abs(t[lower + 1]);
    double entry = Math.abs(t[at]) + Math.abs(t[at + 1]);
    if (entry <= UNIT_ROUNDOFF * size || entry < Double.MIN_NORMAL) {
      t[at] = 0;
      t[at + 1] = 0;
      return true;
    }
    return false;
  }

  /// The eigenvalue of the trailing 2 × 2 block nearest its corner, or a kick when that has
  /// stalled.
  private static void shift(double[] t, int n, int last, int sweeps, double[] shift) {
    int d = 2 * (last * n + last);
    int c = d - 2;
    if (sweeps % 10 == 0) {
      shift[0] = t[d] + Math.abs(t[c]) + Math.abs(t[c + 1]);
      shift[1] = t[d + 1];
      return;
    }
    int a = 2 * ((last - 1) * n + last - 1);
    int b = a + 2;
    // half the difference of the diagonal, and the product beside it
    double halfRe = (t[a] - t[d]) / 2;
    double halfIm = (t[a + 1] - t[d + 1]) / 2;
    double productRe = t[b] * t[c] - t[b + 1] * t[c + 1];
    double productIm = t[b] * t[c + 1] + t[b + 1] * t[c];
    double radicandRe = halfRe * halfRe - halfIm * halfIm + productRe;
    double radicandIm = 2 * halfRe * halfIm + productIm;
    double modulus = Math.sqrt(Math.hypot(radicandRe, radicandIm));
    double angle = Math.atan2(radicandIm, radicandRe) / 2;
    double rootRe = modulus * Math.cos(angle);
    double rootIm = modulus * Math.sin(angle);
    if (halfRe * rootRe + halfIm * rootIm < 0) {
      rootRe = -rootRe;
      rootIm = -rootIm;
    }
    double sumRe = halfRe + rootRe;
    double sumIm = halfIm + rootIm;
    double square = sumRe * sumRe + sumIm * sumIm;
    shift[0] = t[d];
    shift[1] = t[d + 1];
    if (square > 0) {
      shift[0] -= (productRe * sumRe + productIm * sumIm) / square;
      shift[1] -= (productIm * sumRe - productRe * sumIm) / square;
    }
  }

  private static void sweep(
      double[] t, double[] q, int n, int first, int last, double[] shift, Rotation rotation) {
    for (int i = first; i < last; i++) {
      int row = 2 * i * n;
      int next = row + 2 * n;
      if (i == first) {
        int at = row + 2 * i;
        rotation.annihilate(
            t[at] - shift[0], t[at + 1] - shift[1], t[next + 2 * i], t[next + 2 * i + 1]);
      } else {
        int at = row + 2 * (i - 1);
        int below = next + 2 * (i - 1);
        rotation.annihilate(t[at], t[at + 1], t[below], t[below + 1]);
      }
      int from = Math.max(first, i - 1);
      rotation.apply(t, row + 2 * from, t, next + 2 * from, n - from);
      if (i > first) {
        t[next + 2 * (i - 1)] = 0;
        t[next + 2 * (i - 1) + 1] = 0;
      }
      rotation.applyAdjointToColumns(t, 2 * i, 2 * i + 2, Math.min(i + 2, last) + 1, 2 * n);
      rotation.applyAdjointToColumns(q, 2 * i, 2 * i + 2, n, 2 * n);
    }
  }
}
