package org.statescope.analysis.linalg;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// A matrix on its way to Schur form, with the orthogonal factor kept transposed.
///
/// Rows are padded so that a column does not fall into one set of the cache, and the transposed
/// factor turns every update of it into long row operations that the JIT compiler vectorises.
final class SchurWork {
  private static final int PADDING = 8;

  final int n;
  final int stride;

  /// The matrix, row-major with [#stride].
  final double[] h;

  /// The transposed orthogonal factor Qᵀ, or null if only eigenvalues are wanted.
  final double @Nullable [] qt;

  SchurWork(DMatrixRMaj a, boolean vectors) {
    n = a.numRows;
    stride = n % PADDING == 0 ? n + PADDING : n;
    h = new double[n * stride];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a.data, i * n, h, i * stride, n);
    }
    qt = vectors ? new double[n * stride] : null;
    if (qt != null) {
      for (int i = 0; i < n; i++) {
        qt[i * stride + i] = 1;
      }
    }
  }

  /// Takes up a finished form A = Q T Qᵀ again.
  SchurWork(DMatrixRMaj t, DMatrixRMaj q) {
    this(t, true);
    double[] transposed = Objects.requireNonNull(qt);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        transposed[j * stride + i] = q.data[i * n + j];
      }
    }
  }

  double at(int i, int j) {
    return h[i * stride + j];
  }

  void set(int i, int j, double value) {
    h[i * stride + j] = value;
  }

  /// Applies the rotation [c s; -s c] to rows i, i+1 from a column on, and its transpose to the
  /// columns i, i+1 down to a row, and to the orthogonal factor.
  void rotate(int i, double c, double s, int firstColumn, int lastRow) {
    rotateRows(h, i * stride, (i + 1) * stride, firstColumn, n, c, s);
    for (int r = 0; r <= lastRow; r++) {
      int p = r * stride + i;
      double x = h[p];
      double y = h[p + 1];
      h[p] = c * x + s * y;
      h[p + 1] = c * y - s * x;
    }
    if (qt != null) {
      rotateRows(qt, i * stride, (i + 1) * stride, 0, n, c, s);
    }
  }

  private static void rotateRows(
      double[] m, int row0, int row1, int from, int to, double c, double s) {
    for (int j = from; j < to; j++) {
      double x = m[row0 + j];
      double y = m[row1 + j];
      m[row0 + j] = c * x + s * y;
      m[row1 + j] = c * y - s * x;
    }
  }

  /// Brings the 2×2 block at rows i, i+1 to standard form and says whether it stays a block.
  boolean standardise(int i) {
    StandardBlock block = StandardBlock.of(at(i, i), at(i, i + 1), at(i + 1, i), at(i + 1, i + 1));
    rotate(i, block.cosine(), block.sine(), i, i + 1);
    set(i, i, block.a());
    set(i, i + 1, block.b());
    set(i + 1, i, block.c());
    set(i + 1, i + 1, block.d());
    return block.isComplexPair();
  }

  DMatrixRMaj triangular() {
    DMatrixRMaj t = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      int from = Math.max(0, i - 1);
      System.arraycopy(h, i * stride + from, t.data, i * n + from, n - from);
    }
    return t;
  }

  DMatrixRMaj orthogonal() {
    DMatrixRMaj q = new DMatrixRMaj(n, n);
    if (qt != null) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          q.data[i * n + j] = qt[j * stride + i];
        }
      }
    }
    return q;
  }
}
