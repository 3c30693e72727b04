package org.statescope.analysis.linalg.complex;

/// Complex elimination with partial pivoting, in place: fill [#entries], then [#factor], then
/// [#solve]. A zero pivot gives infinite or NaN entries in the solution, which the caller must look
/// for.
final class ComplexLu {
  private final int n;
  private final double[] lu;
  private final int[] pivots;

  ComplexLu(int order) {
    n = order;
    lu = new double[2 * n * n];
    pivots = new int[n];
  }

  /// The matrix, interleaved by rows; overwritten by [#factor].
  double[] entries() {
    return lu;
  }

  void factor() {
    for (int k = 0; k < n; k++) {
      int pivot = k;
      double largest = -1;
      for (int i = k; i < n; i++) {
        double size = Math.hypot(lu[2 * (i * n + k)], lu[2 * (i * n + k) + 1]);
        if (size > largest) {
          largest = size;
          pivot = i;
        }
      }
      pivots[k] = pivot;
      swapRows(k, pivot);
      eliminate(k);
    }
  }

  private void swapRows(int k, int pivot) {
    for (int j = 0; j < 2 * n && pivot != k; j++) {
      double entry = lu[2 * k * n + j];
      lu[2 * k * n + j] = lu[2 * pivot * n + j];
      lu[2 * pivot * n + j] = entry;
    }
  }

  private void eliminate(int k) {
    double dRe = lu[2 * (k * n + k)];
    double dIm = lu[2 * (k * n + k) + 1];
    double size = Math.hypot(dRe, dIm);
    for (int i = k + 1; i < n; i++) {
      int at = 2 * (i * n + k);
      double uRe = lu[at] / size;
      double uIm = lu[at + 1] / size;
      double fRe = (uRe * dRe + uIm * dIm) / size;
      double fIm = (uIm * dRe - uRe * dIm) / size;
      lu[at] = fRe;
      lu[at + 1] = fIm;
      if (fRe == 0 && fIm == 0) {
        continue;
      }
      for (int j = k + 1; j < n; j++) {
        int target = 2 * (i * n + j);
        int source = 2 * (k * n + j);
        lu[target] -= fRe * lu[source] - fIm * lu[source + 1];
        lu[target + 1] -= fRe * lu[source + 1] + fIm * lu[source];
      }
    }
  }

  /// `x ← M⁻¹x`.
  void solve(double[] x) {
    for (int k = 0; k < n; k++) {
      int pivot = pivots[k];
      if (pivot != k) {
        double keepRe = x[2 * k];
        double keepIm = x[2 * k + 1];
        x[2 * k] = x[2 * pivot];
        x[2 * k + 1] = x[2 * pivot + 1];
        x[2 * pivot] = keepRe;
        x[2 * pivot + 1] = keepIm;
      }
    }
    for (int i = 0; i < n; i++) {
      subtractRow(x, i, 0, i);
    }
    for (int i = n - 1; i >= 0; i--) {
      subtractRow(x, i, i + 1, n);
      double dRe = lu[2 * (i * n + i)];
      double dIm = lu[2 * (i * n + i) + 1];
      double size = Math.hypot(dRe, dIm);
      double qRe = x[2 * i] / size;
      double qIm = x[2 * i + 1] / size;
      x[2 * i] = (qRe * dRe + qIm * dIm) / size;
      x[2 * i + 1] = (qIm * dRe - qRe * dIm) / size;
    }
  }

  private void subtractRow(double[] x, int i, int from, int to) {
    for (int j = from; j < to; j++) {
      int at = 2 * (i * n + j);
      x[2 * i] -= lu[at] * x[2 * j] - lu[at + 1] * x[2 * j + 1];
      x[2 * i + 1] -= lu[at] * x[2 * j + 1] + lu[at + 1] * x[2 * j];
    }
  }
}
