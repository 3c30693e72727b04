package org.statescope.analysis.linalg;

/// Solves `T Y + Y Sᵀ = R` and `T Y Sᵀ − Y = R` for upper quasi-triangular T and S.
///
/// Columns of Y are kept as rows (`y[k]` is column k), which turns the updates from columns that
/// are known into long row operations. With `symmetric` (S = T, R symmetric) only the entries of Y
/// on and above the diagonal are solved for.
///
/// Bartels, Stewart, doi:10.1145/361573.361582; Kitagawa, doi:10.1080/00207177708922266.
final class TriangularSylvester {
  private final double[][] tTransposed;
  private final double[][] s;
  private final boolean stein;
  private final boolean symmetric;
  private final int n;
  private final SmallSystem small = new SmallSystem();
  private double smallestPivot = Double.POSITIVE_INFINITY;

  /// @param tTransposed the rows of Tᵀ
  /// @param s the rows of S
  TriangularSylvester(double[][] tTransposed, double[][] s, boolean stein, boolean symmetric) {
    this.tTransposed = tTransposed;
    this.s = s;
    this.stein = stein;
    this.symmetric = symmetric;
    n = tTransposed.length;
  }

  /// Replaces the right-hand side by the solution; false if an exactly singular step was met.
  ///
  /// @param y the columns of R, replaced by those of Y
  boolean solve(double[][] y) {
    int k = s.length - 1;
    while (k >= 0) {
      int width = k > 0 && s[k][k - 1] != 0 ? 2 : 1;
      int first = k - width + 1;
      subtractKnownColumns(y, first, width);
      if (!solveColumns(y, first, width)) {
        return false;
      }
      k -= width;
    }
    return true;
  }

  /// The smallest pivot met: how near the equation is to one without a unique solution.
  double smallestPivot() {
    return smallestPivot;
  }

  private void subtractKnownColumns(double[][] y, int first, int width) {
    for (int k = first; k < first + width; k++) {
      double[] sum = stein ? new double[n] : y[k];
      for (int j = first + width; j < s.length; j++) {
        axpy(-s[k][j], y[j], sum, n);
      }
      if (stein) {
        // The right-hand side loses T V with V the known columns times S's row.
        for (int i = 0; i < n; i++) {
          axpy(sum[i], tTransposed[i], y[k], Math.min(n, i + 2));
        }
      }
    }
  }

  private boolean solveColumns(double[][] y, int first, int width) {
    int i = n - 1;
    while (i >= 0) {
      int height = i > 0 && tTransposed[i - 1][i] != 0 ? 2 : 1;
      int row = i - height + 1;
      if (symmetric && row > first) {
        for (int k = first; k < first + width; k++) {
          for (int r = row; r <= i; r++) {
            y[k][r] = y[r][k];
          }
        }
      } else if (!solveBlock(y, row, height, first, width)) {
        return false;
      }
      eliminate(y, row, height, first, width);
      i -= height;
    }
    return true;
  }

  private boolean solveBlock(double[][] y, int row, int height, int first, int width) {
    small.clear();
    for (int c = 0; c < width; c++) {
      for (int r = 0; r < height; r++) {
        int equation = c * height + r;
        small.rhs[equation] = y[first + c][row + r];
        if (stein) {
          for (int c2 = 0; c2 < width; c2++) {
            for (int r2 = 0; r2 < height; r2++) {
              small.add(
                  equation,
                  c2 * height + r2,
                  tTransposed[row + r2][row + r] * s[first + c][first + c2]);
            }
          }
          small.add(equation, equation, -1);
        } else {
          for (int r2 = 0; r2 < height; r2++) {
            small.add(equation, c * height + r2, tTransposed[row + r2][row + r]);
          }
          for (int c2 = 0; c2 < width; c2++) {
            small.add(equation, c2 * height + r, s[first + c][first + c2]);
          }
        }
      }
    }
    double pivot = small.solve(width * height);
    smallestPivot = Math.min(smallestPivot, pivot);
    if (pivot == 0) {
      return false;
    }
    for (int c = 0; c < width; c++) {
      for (int r = 0; r < height; r++) {
        y[first + c][row + r] = small.rhs[c * height + r];
      }
    }
    return true;
  }

  /// Takes the block of Y that is now known out of the rows above it.
  private void eliminate(double[][] y, int row, int height, int first, int width) {
    for (int r = row; r < row + height; r++) {
      if (!stein) {
        for (int k = first; k < first + width; k++) {
          axpy(-y[k][r], tTransposed[r], y[k], row);
        }
      } else if (width == 1) {
        axpy(-s[first][first] * y[first][r], tTransposed[r], y[first], row);
      } else {
        double y0 = y[first][r];
        double y1 = y[first + 1][r];
        axpy(-(s[first][first] * y0 + s[first][first + 1] * y1), tTransposed[r], y[first], row);
        axpy(
            -(s[first + 1][first] * y0 + s[first + 1][first + 1] * y1),
            tTransposed[r],
            y[first + 1],
            row);
      }
    }
  }

  private static void axpy(double factor, double[] x, double[] y, int count) {
    if (factor != 0) {
      for (int i = 0; i < count; i++) {
        y[i] += factor * x[i];
      }
    }
  }
}
