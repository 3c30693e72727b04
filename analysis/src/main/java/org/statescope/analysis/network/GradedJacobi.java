package org.statescope.analysis.network;

/// Eigenvalues of many small symmetric matrices whose rows and columns fall in size, each to its
/// own relative accuracy.
///
/// For M = D F D with D diagonal and F well conditioned, rotations that stop at |mᵢⱼ| ≤
/// tolerance·√|mᵢᵢ mⱼⱼ| keep the small eigenvalues (Demmel, Veselić, doi:10.1137/0613074, for
/// positive definite F). The matrices are interleaved: entry (i, j) of all of them is one array, so
/// that one rotation of all of them is a few loops over distinct arrays with one index, which the
/// JIT compiler turns into vector instructions. Only the upper triangles are used.
final class GradedJacobi {
  /// How many matrices go together: enough for long loops, few enough for the cache.
  static final int LANES = 64;

  private static final double TOLERANCE = 0x1p-49;
  private static final int MOST_SWEEPS = 40;

  private final int n;

  /// Entry (i, j), i ≤ j, of matrix `lane` is `m[i * n + j][lane]`.
  final double[][] m;

  private final double[] cosine = new double[LANES];
  private final double[] sine = new double[LANES];

  GradedJacobi(int n) {
    this.n = n;
    m = new double[n * n][LANES];
  }

  /// Diagonalises all matrices in place; false if one needs more than forty sweeps.
  boolean diagonalise() {
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(p, q);
        }
      }
      if (isDiagonal()) {
        return true;
      }
    }
    return n == 1;
  }

  private boolean isDiagonal() {
    for (int p = 0; p < n - 1; p++) {
      for (int q = p + 1; q < n; q++) {
        double[] off = m[p * n + q];
        double[] x = m[p * n + p];
        double[] y = m[q * n + q];
        for (int lane = 0; lane < LANES; lane++) {
          double limit = TOLERANCE * Math.sqrt(Math.abs(x[lane])) * Math.sqrt(Math.abs(y[lane]));
          if (Math.abs(off[lane]) > limit) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void rotate(int p, int q) {
    angles(m[p * n + p], m[q * n + q], m[p * n + q], cosine, sine);
    for (int k = 0; k < p; k++) {
      mix(m[k * n + p], m[k * n + q], cosine, sine);
    }
    for (int k = p + 1; k < q; k++) {
      mix(m[p * n + k], m[k * n + q], cosine, sine);
    }
    for (int k = q + 1; k < n; k++) {
      mix(m[p * n + k], m[q * n + k], cosine, sine);
    }
  }

  /// The rotations that make the entries (p, q) zero.
  private static void angles(
      double[] first, double[] second, double[] across, double[] cosine, double[] sine) {
    for (int lane = 0; lane < LANES; lane++) {
      double off = across[lane];
      double x = first[lane];
      double y = second[lane];
      // t = 2 off / (d + sign(d) √(d² + 4 off²)), scaled so that squares of small entries do not
      // underflow; the smallest number keeps 0/0 away.
      double scale = Math.max(Math.abs(y - x), Math.abs(off)) + Double.MIN_NORMAL;
      double d = (y - x) / scale;
      double o = off / scale;
      double t =
          Math.copySign(2.0, d)
              * o
              / (Math.abs(d) + Math.sqrt(d * d + 4 * o * o) + Double.MIN_NORMAL);
      double c = 1 / Math.sqrt(1 + t * t);
      cosine[lane] = c;
      sine[lane] = c * t;
      first[lane] = x - t * off;
      second[lane] = y + t * off;
      across[lane] = 0;
    }
  }

  private static void mix(double[] first, double[] second, double[] cosine, double[] sine) {
    for (int lane = 0; lane < LANES; lane++) {
      double x = first[lane];
      double y = second[lane];
      double c = cosine[lane];
      double s = sine[lane];
      first[lane] = c * x - s * y;
      second[lane] = s * x + c * y;
    }
  }
}
