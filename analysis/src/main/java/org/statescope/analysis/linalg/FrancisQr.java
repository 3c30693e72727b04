package org.statescope.analysis.linalg;

/// The implicit double-shift QR iteration on a Hessenberg matrix.
///
/// Francis, doi:10.1093/comjnl/4.3.265; deflation by the criterion of Ahues and Tisseur (LAPACK
/// working note 122); shifts and exceptional shifts as in LAPACK's DLAHQR.
final class FrancisQr {
  private static final int EXCEPTIONAL_PERIOD = 10;
  private static final int ITERATIONS_PER_EIGENVALUE = 60;
  private static final double EXCEPTIONAL_DIAGONAL = 0.75;
  private static final double EXCEPTIONAL_OFF_DIAGONAL = -0.4375;

  private final SchurWork work;
  private final int n;
  private final int stride;
  private final double[] h;
  private final double smallest;
  private final boolean full;

  /// The three entries of the reflector that starts or continues a sweep.
  private final double[] v = new double[3];

  /// @param full whether the whole triangular factor is wanted, not only its diagonal blocks
  FrancisQr(SchurWork work, boolean full) {
    this.work = work;
    this.full = full;
    n = work.n;
    stride = work.stride;
    h = work.h;
    smallest = Precision.SMALLEST_NORMAL * (n / Precision.EPSILON);
  }

  /// Iterates until every subdiagonal entry is zero or belongs to a standard 2×2 block.
  ///
  /// @throws ArithmeticException if an eigenvalue needs more than sixty sweeps, which no finite
  ///   matrix is known to do
  void iterate() {
    int last = n - 1;
    int sweeps = 0;
    while (last >= 0) {
      int first = activeBlock(last);
      if (first > 0) {
        h[first * stride + first - 1] = 0;
      }
      if (first == last) {
        last--;
        sweeps = 0;
      } else if (first == last - 1) {
        work.standardise(first);
        last -= 2;
        sweeps = 0;
      } else if (sweeps++ < ITERATIONS_PER_EIGENVALUE) {
        sweep(first, last, sweeps);
      } else {
        throw new ArithmeticException(
            "The QR iteration did not isolate eigenvalue " + (last + 1) + " of " + n);
      }
    }
  }

  private double at(int i, int j) {
    return h[i * stride + j];
  }

  /// The first row of the unreduced block that ends at a row.
  private int activeBlock(int last) {
    int k = last;
    while (k > 0 && !isNegligible(k)) {
      k--;
    }
    return k;
  }

  private boolean isNegligible(int k) {
    double below = Math.abs(at(k, k - 1));
    if (below <= smallest) {
      return true;
    }
    double neighbours = Math.abs(at(k - 1, k - 1)) + Math.abs(at(k, k));
    if (neighbours == 0) {
      neighbours += k >= 2 ? Math.abs(at(k - 1, k - 2)) : 0;
      neighbours += k + 1 < n ? Math.abs(at(k + 1, k)) : 0;
    }
    if (below > Precision.EPSILON * neighbours) {
      return false;
    }
    double above = Math.abs(at(k - 1, k));
    double difference = Math.abs(at(k - 1, k - 1) - at(k, k));
    double larger = Math.max(below, above);
    double aa = Math.max(Math.abs(at(k, k)), difference);
    double bb = Math.min(Math.abs(at(k, k)), difference);
    double s = aa + larger;
    return Math.min(below, above) * (larger / s)
        <= Math.max(smallest, Precision.EPSILON * (bb * (aa / s)));
  }

  private void sweep(int first, int last, int count) {
    int start = startOfSweep(first, last, shifts(first, last, count));
    int rowFrom = full ? 0 : first;
    int columnTo = full ? n : last + 1;
    for (int k = start; k < last; k++) {
      int size = Math.min(3, last - k + 1);
      if (k > start) {
        for (int i = 0; i < size; i++) {
          v[i] = at(k + i, k - 1);
        }
      }
      double tau = reflector(size);
      if (k > start) {
        h[k * stride + k - 1] = v[0];
        h[(k + 1) * stride + k - 1] = 0;
        if (size == 3) {
          h[(k + 2) * stride + k - 1] = 0;
        }
      } else if (start > first) {
        h[k * stride + k - 1] *= 1 - tau;
      }
      if (tau == 0) {
        continue;
      }
      if (size == 3) {
        int bottom = Math.min(k + 3, last);
        reflectThree(k, tau, rowFrom, bottom, columnTo);
      } else {
        reflectTwo(k, tau, rowFrom, last, columnTo);
      }
    }
  }

  /// Real and imaginary parts of the two shifts: eigenvalues of the trailing 2×2 block.
  private double[] shifts(int first, int last, int count) {
    double h11 = at(last - 1, last - 1);
    double h12 = at(last - 1, last);
    double h21 = at(last, last - 1);
    double h22 = at(last, last);
    if (count % EXCEPTIONAL_PERIOD == 0) {
      boolean top = count % (2 * EXCEPTIONAL_PERIOD) != 0;
      double s =
          top
              ? Math.abs(at(first + 1, first)) + Math.abs(at(first + 2, first + 1))
              : Math.abs(at(last, last - 1)) + Math.abs(at(last - 1, last - 2));
      h11 = EXCEPTIONAL_DIAGONAL * s + (top ? at(first, first) : at(last, last));
      h12 = EXCEPTIONAL_OFF_DIAGONAL * s;
      h21 = s;
      h22 = h11;
    }
    double scale = Math.abs(h11) + Math.abs(h12) + Math.abs(h21) + Math.abs(h22);
    if (scale == 0) {
      return new double[4];
    }
    h11 /= scale;
    h12 /= scale;
    h21 /= scale;
    h22 /= scale;
    double mean = (h11 + h22) / 2;
    double determinant = (h11 - mean) * (h22 - mean) - h12 * h21;
    double root = Math.sqrt(Math.abs(determinant));
    if (determinant >= 0) {
      return new double[] {mean * scale, root * scale, mean * scale, -root * scale};
    }
    double plus = mean + root;
    double minus = mean - root;
    double nearer = (Math.abs(plus - h22) <= Math.abs(minus - h22) ? plus : minus) * scale;
    return new double[] {nearer, 0, nearer, 0};
  }

  /// Finds where two consecutive small subdiagonal entries let the sweep begin, and sets v.
  private int startOfSweep(int first, int last, double[] shift) {
    int m = last - 2;
    while (true) {
      double s = Math.abs(at(m, m) - shift[2]) + Math.abs(shift[3]) + Math.abs(at(m + 1, m));
      double below = at(m + 1, m) / s;
      v[0] =
          below * at(m, m + 1)
              + (at(m, m) - shift[0]) * ((at(m, m) - shift[2]) / s)
              - shift[1] * (shift[3] / s);
      v[1] = below * (at(m, m) + at(m + 1, m + 1) - shift[0] - shift[2]);
      v[2] = below * at(m + 2, m + 1);
      double sum = Math.abs(v[0]) + Math.abs(v[1]) + Math.abs(v[2]);
      v[0] /= sum;
      v[1] /= sum;
      v[2] /= sum;
      if (m == first) {
        return m;
      }
      double neighbours =
          Math.abs(at(m - 1, m - 1)) + Math.abs(at(m, m)) + Math.abs(at(m + 1, m + 1));
      if (Math.abs(at(m, m - 1)) * (Math.abs(v[1]) + Math.abs(v[2]))
          <= Precision.EPSILON * Math.abs(v[0]) * neighbours) {
        return m;
      }
      m--;
    }
  }

  /// Replaces v by the reflector's (β, v₁, v₂) with v₀ = 1 implied and returns τ.
  private double reflector(int size) {
    double tail = size == 3 ? Math.hypot(v[1], v[2]) : Math.abs(v[1]);
    if (tail == 0) {
      return 0;
    }
    double alpha = v[0];
    double beta = -Math.copySign(Math.hypot(alpha, tail), alpha);
    v[0] = beta;
    v[1] /= alpha - beta;
    v[2] = size == 3 ? v[2] / (alpha - beta) : 0;
    return (beta - alpha) / beta;
  }

  private void reflectThree(int k, double tau, int rowFrom, int rowTo, int columnTo) {
    double v1 = v[1];
    double v2 = v[2];
    double t1 = tau * v1;
    double t2 = tau * v2;
    threeRows(h, k * stride, stride, k, columnTo, v1, v2, tau);
    for (int p = rowFrom * stride + k; p <= rowTo * stride + k; p += stride) {
      double sum = h[p] + v1 * h[p + 1] + v2 * h[p + 2];
      h[p] -= sum * tau;
      h[p + 1] -= sum * t1;
      h[p + 2] -= sum * t2;
    }
    if (work.qt != null) {
      threeRows(work.qt, k * stride, stride, 0, n, v1, v2, tau);
    }
  }

  private static void threeRows(
      double[] m, int row, int stride, int from, int to, double v1, double v2, double tau) {
    double t1 = tau * v1;
    double t2 = tau * v2;
    int row1 = row + stride;
    int row2 = row1 + stride;
    for (int j = from; j < to; j++) {
      double sum = m[row + j] + v1 * m[row1 + j] + v2 * m[row2 + j];
      m[row + j] -= sum * tau;
      m[row1 + j] -= sum * t1;
      m[row2 + j] -= sum * t2;
    }
  }

  private void reflectTwo(int k, double tau, int rowFrom, int rowTo, int columnTo) {
    double v1 = v[1];
    double t1 = tau * v1;
    twoRows(h, k * stride, stride, k, columnTo, v1, tau);
    for (int p = rowFrom * stride + k; p <= rowTo * stride + k; p += stride) {
      double sum = h[p] + v1 * h[p + 1];
      h[p] -= sum * tau;
      h[p + 1] -= sum * t1;
    }
    if (work.qt != null) {
      twoRows(work.qt, k * stride, stride, 0, n, v1, tau);
    }
  }

  private static void twoRows(
      double[] m, int row, int stride, int from, int to, double v1, double tau) {
    double t1 = tau * v1;
    int row1 = row + stride;
    for (int j = from; j < to; j++) {
      double sum = m[row + j] + v1 * m[row1 + j];
      m[row + j] -= sum * tau;
      m[row1 + j] -= sum * t1;
    }
  }
}
