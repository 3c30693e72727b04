package org.statescope.analysis.network;

import java.util.Arrays;
import org.statescope.analysis.linalg.Precision;

/// Singular values of many small matrices M = D F D, D diagonal and falling: each to its own
/// relative accuracy as far as the pivots of F go.
///
/// - Algorithm: a QR decomposition with column pivoting, whose errors stay row by row and column by
///   column in proportion to M, moves the grading into the rows of R; the Jacobi rotations of
///   [GradedJacobi] then act on the positive definite R Rᵀ, the eigenvalues of which are the
///   squares (Demmel et al., doi:10.1016/S0024-3795(99)00134-2).
/// - Tolerance: what lies below 2⁻⁵⁰⁰ of the largest value is lost in the squares.
final class GradedSingularValues {
  /// The share of the largest value below which squares underflow.
  private static final double SMALLEST_SHARE = 0x1p-500;

  /// Receives the values of one matrix.
  interface Receiver {
    /// @param tag what the matrix was given in with
    /// @param falling the values in falling order, valid during the call
    /// @param trustedAbove the size below which a value may be all rounding
    void accept(int tag, double[] falling, double trustedAbove);
  }

  /// The matrix to be given in next, row-major; destroyed by [#add].
  final double[] matrix;

  /// The sizes that the values would have if nothing cancelled in the entries of [#matrix], in any
  /// order; to be set with it.
  final double[] size;

  private final int n;
  private final GradedJacobi jacobi;
  private final double[] work;
  private final double[] values;
  private final double[][] sizes;
  private final double[] scale = new double[GradedJacobi.LANES];
  private final int[] tags = new int[GradedJacobi.LANES];
  private int lanes;

  GradedSingularValues(int n) {
    this.n = n;
    matrix = new double[n * n];
    size = new double[n];
    sizes = new double[GradedJacobi.LANES][n];
    work = new double[n];
    values = new double[n];
    jacobi = new GradedJacobi(n);
  }

  /// Takes [#matrix], and hands on what was given in when enough has come together.
  void add(int tag, Receiver receiver) {
    Arrays.sort(size);
    System.arraycopy(size, 0, sizes[lanes], 0, n);
    scale[lanes] = normalise();
    triangularise();
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        double sum = 0;
        for (int k = j; k < n; k++) {
          sum += matrix[i * n + k] * matrix[j * n + k];
        }
        jacobi.m[i * n + j][lanes] = sum;
      }
    }
    tags[lanes++] = tag;
    if (lanes == GradedJacobi.LANES) {
      flush(receiver);
    }
  }

  /// Hands on what was given in and not yet answered.
  void flush(Receiver receiver) {
    if (lanes == 0) {
      return;
    }
    for (double[] entry : jacobi.m) {
      Arrays.fill(entry, lanes, GradedJacobi.LANES, 0);
    }
    if (!jacobi.diagonalise()) {
      throw new ArithmeticException("The Jacobi rotations of a census block did not converge");
    }
    for (int lane = 0; lane < lanes; lane++) {
      for (int i = 0; i < n; i++) {
        values[i] = -Math.abs(jacobi.m[i * n + i][lane]);
      }
      Arrays.sort(values);
      for (int i = 0; i < n; i++) {
        values[i] = Math.sqrt(-values[i]) * scale[lane];
      }
      receiver.accept(tags[lane], values, trustedAbove(sizes[lane]));
    }
    lanes = 0;
  }

  /// A value is rounding where the parts that it is the remainder of are as much larger as the
  /// precision goes.
  private double trustedAbove(double[] rising) {
    double trusted = values[0] * SMALLEST_SHARE;
    for (int i = 0; i < n; i++) {
      double rounding = n * Precision.EPSILON * rising[n - 1 - i];
      if (values[i] < rounding) {
        trusted = Math.max(trusted, rounding);
      }
    }
    return trusted;
  }

  /// Divides by a power of two so that the largest entry is about one, and returns it.
  private double normalise() {
    double largest = 0;
    for (double entry : matrix) {
      largest = Math.max(largest, Math.abs(entry));
    }
    if (largest == 0) {
      return 1;
    }
    int exponent = Math.getExponent(largest);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = Math.scalb(matrix[i], -exponent);
    }
    return Math.scalb(1.0, exponent);
  }

  /// Householder reflections with column pivoting; the part below the diagonal keeps no meaning.
  private void triangularise() {
    for (int k = 0; k < n; k++) {
      exchange(k, longestColumn(k));
      double length = 0;
      for (int i = k; i < n; i++) {
        length += matrix[i * n + k] * matrix[i * n + k];
      }
      length = Math.sqrt(length);
      double head = matrix[k * n + k];
      if (length == 0 || k == n - 1) {
        continue;
      }
      double alpha = -Math.copySign(length, head);
      matrix[k * n + k] = head - alpha;
      double factor = 1 / (alpha * (alpha - head));
      reflect(k, factor);
      matrix[k * n + k] = alpha;
    }
  }

  /// Applies I − factor·v vᵀ, v the part of column k from row k on, to the columns after it.
  private void reflect(int k, double factor) {
    Arrays.fill(work, k + 1, n, 0);
    for (int i = k; i < n; i++) {
      double v = matrix[i * n + k];
      for (int j = k + 1; j < n; j++) {
        work[j] += v * matrix[i * n + j];
      }
    }
    for (int i = k; i < n; i++) {
      double v = matrix[i * n + k] * factor;
      for (int j = k + 1; j < n; j++) {
        matrix[i * n + j] -= v * work[j];
      }
    }
  }

  private int longestColumn(int k) {
    Arrays.fill(work, k, n, 0);
    for (int i = k; i < n; i++) {
      for (int j = k; j < n; j++) {
        work[j] += matrix[i * n + j] * matrix[i * n + j];
      }
    }
    int longest = k;
    for (int j = k + 1; j < n; j++) {
      if (work[j] > work[longest]) {
        longest = j;
      }
    }
    return longest;
  }

  private void exchange(int p, int q) {
    if (p == q) {
      return;
    }
    for (int i = 0; i < n; i++) {
      double entry = matrix[i * n + p];
      matrix[i * n + p] = matrix[i * n + q];
      matrix[i * n + q] = entry;
    }
  }
}
