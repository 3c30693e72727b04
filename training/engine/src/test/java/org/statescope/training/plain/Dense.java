package org.statescope.training.plain;

/// Small dense matrices in double.
final class Dense {
  private static final int TAYLOR_TERMS = 20;
  private static final double SCALED_NORM = 0.25;

  private Dense() {}

  /// I + factor·M.
  static double[][] shifted(double[][] m, double factor) {
    double[][] result = new double[m.length][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m.length; j++) {
        result[i][j] = factor * m[i][j] + (i == j ? 1 : 0);
      }
    }
    return result;
  }

  static double[][] multiply(double[][] a, double[][] b) {
    double[][] result = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        if (a[i][k] != 0) {
          for (int j = 0; j < b[0].length; j++) {
            result[i][j] += a[i][k] * b[k][j];
          }
        }
      }
    }
    return result;
  }

  /// A⁻¹ B by Gaussian elimination with row pivoting.
  static double[][] solve(double[][] a, double[][] b) {
    int n = a.length;
    double[][] left = new double[n][];
    double[][] right = new double[n][];
    for (int i = 0; i < n; i++) {
      left[i] = a[i].clone();
      right[i] = b[i].clone();
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(left[i][k]) > Math.abs(left[pivot][k]) ? i : pivot;
      }
      swap(left, k, pivot);
      swap(right, k, pivot);
      for (int i = 0; i < n; i++) {
        double factor = i == k ? 0 : left[i][k] / left[k][k];
        if (factor != 0) {
          subtract(left[i], left[k], factor);
          subtract(right[i], right[k], factor);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < right[i].length; j++) {
        right[i][j] /= left[i][i];
      }
    }
    return right;
  }

  static double[][] exponential(double[][] m) {
    double norm = 0;
    for (double[] row : m) {
      double sum = 0;
      for (double value : row) {
        sum += Math.abs(value);
      }
      norm = Math.max(norm, sum);
    }
    int squarings = Math.max(0, Math.getExponent(norm / SCALED_NORM) + 1);
    double[][] scaled = new double[m.length][m.length];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m.length; j++) {
        scaled[i][j] = Math.scalb(m[i][j], -squarings);
      }
    }
    double[][] result = shifted(scaled, 1.0 / TAYLOR_TERMS);
    for (int term = TAYLOR_TERMS - 1; term >= 1; term--) {
      result = shifted(multiply(scaled, result), 1.0 / term);
    }
    for (int i = 0; i < squarings; i++) {
      result = multiply(result, result);
    }
    return result;
  }

  private static void swap(double[][] rows, int i, int j) {
    double[] row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }

  private static void subtract(double[] from, double[] row, double factor) {
    for (int j = 0; j < from.length; j++) {
      from[j] -= factor * row[j];
    }
  }
}
