package org.statescope.analysis.linalg;

import java.util.Arrays;

/// Gaussian elimination with complete pivoting on systems of at most four unknowns, the diagonal
/// steps of the triangular equation solvers.
final class SmallSystem {
  static final int LARGEST = 4;

  /// The matrix, row-major with [#LARGEST] columns; destroyed by [#solve(int)].
  final double[] m = new double[LARGEST * LARGEST];

  /// The right-hand side, replaced by the solution.
  final double[] rhs = new double[LARGEST];

  private final int[] column = new int[LARGEST];
  private final double[] solution = new double[LARGEST];

  void clear() {
    Arrays.fill(m, 0);
  }

  void add(int row, int col, double value) {
    m[row * LARGEST + col] += value;
  }

  /// Solves in place and returns the smallest pivot's modulus; zero means that nothing was solved.
  double solve(int size) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      column[i] = i;
    }
    for (int k = 0; k < size; k++) {
      smallest = Math.min(smallest, pivot(k, size));
      if (smallest == 0) {
        return 0;
      }
      for (int i = k + 1; i < size; i++) {
        double factor = m[i * LARGEST + k] / m[k * LARGEST + k];
        for (int j = k + 1; j < size; j++) {
          m[i * LARGEST + j] -= factor * m[k * LARGEST + j];
        }
        rhs[i] -= factor * rhs[k];
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      double sum = rhs[i];
      for (int j = i + 1; j < size; j++) {
        sum -= m[i * LARGEST + j] * solution[column[j]];
      }
      solution[column[i]] = sum / m[i * LARGEST + i];
    }
    System.arraycopy(solution, 0, rhs, 0, size);
    return smallest;
  }

  /// Brings the largest remaining entry to the diagonal and returns its modulus.
  private double pivot(int k, int size) {
    int row = k;
    int col = k;
    double largest = 0;
    for (int i = k; i < size; i++) {
      for (int j = k; j < size; j++) {
        double x = Math.abs(m[i * LARGEST + j]);
        if (x > largest) {
          largest = x;
          row = i;
          col = j;
        }
      }
    }
    for (int j = 0; j < size && row != k; j++) {
      double x = m[k * LARGEST + j];
      m[k * LARGEST + j] = m[row * LARGEST + j];
      m[row * LARGEST + j] = x;
    }
    if (row != k) {
      double x = rhs[k];
      rhs[k] = rhs[row];
      rhs[row] = x;
    }
    for (int i = 0; i < size && col != k; i++) {
      double x = m[i * LARGEST + k];
      m[i * LARGEST + k] = m[i * LARGEST + col];
      m[i * LARGEST + col] = x;
    }
    if (col != k) {
      int c = column[k];
      column[k] = column[col];
      column[col] = c;
    }
    return largest;
  }
}
