package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// Householder QR with column pivoting of a block of a matrix, stopped where the columns that are
/// left fall below a tolerance; the reflections are handed on to the matrices they transform.
///
/// - Shapes: rows `fromRow…` and columns `[fromColumn, toColumn)` of a matrix.
/// - Modified: nothing by the factorisation; the `apply` methods change their argument.
/// - Tolerance: absolute, on the 2-norm of the largest remaining column; the rank can exceed that
///   of the singular values by what column pivoting is known to overlook.
/// - Algorithm: Businger and Golub, doi:10.1007/BF01436084.
/// - Cost: 4·rows·columns·rank operations.
public final class PivotedQr {
  private final int rows;
  private final int columns;
  private final double[] block;
  private final double[] reflectors;
  private final double[] beta;
  private final int rank;
  private final double rejected;

  /// Factors a copy of rows `fromRow…` and columns `[fromColumn, toColumn)` of a matrix.
  public PivotedQr(
      DMatrixRMaj matrix, int fromRow, int fromColumn, int toColumn, double tolerance) {
    if (fromRow < 0
        || fromRow > matrix.numRows
        || fromColumn < 0
        || fromColumn > toColumn
        || toColumn > matrix.numCols) {
      throw new IllegalArgumentException(
          "The part from row %d and columns %d to %d does not lie in a matrix of %s"
              .formatted(fromRow, fromColumn, toColumn, Shapes.of(matrix)));
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "The tolerance is " + tolerance + " but must be zero or positive");
    }
    rows = matrix.numRows - fromRow;
    columns = toColumn - fromColumn;
    block = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(
          matrix.data, (fromRow + i) * matrix.numCols + fromColumn, block, i * columns, columns);
    }
    int steps = Math.min(rows, columns);
    reflectors = new double[rows * steps];
    beta = new double[steps];
    int k = 0;
    double left = largestColumn(0, new int[1]);
    while (k < steps && left > tolerance) {
      eliminate(k);
      k++;
      left = largestColumn(k, new int[1]);
    }
    rank = k;
    rejected = left;
  }

  /// How many columns were accepted.
  public int rank() {
    return rank;
  }

  /// The norm of the largest column that was taken for zero; 0 if none was left.
  public double rejected() {
    return rejected;
  }

  /// The triangular factor of the accepted part, rank × columns.
  public DMatrixRMaj accepted() {
    DMatrixRMaj r = new DMatrixRMaj(rank, columns);
    System.arraycopy(block, 0, r.data, 0, rank * columns);
    return r;
  }

  private double largestColumn(int k, int[] which) {
    double largest = 0;
    for (int j = k; j < columns; j++) {
      double norm = 0;
      for (int i = k; i < rows; i++) {
        norm = Math.hypot(norm, block[i * columns + j]);
      }
      if (norm > largest) {
        largest = norm;
        which[0] = j;
      }
    }
    return largest;
  }

  private void eliminate(int k) {
    int[] which = {k};
    double norm = largestColumn(k, which);
    swap(k, which[0]);
    int steps = beta.length;
    double head = block[k * columns + k] / norm;
    double sign = head < 0 ? -1 : 1;
    for (int i = k; i < rows; i++) {
      reflectors[i * steps + k] = block[i * columns + k] / norm;
    }
    reflectors[k * steps + k] += sign;
    beta[k] = 1 / (1 + Math.abs(head));
    for (int j = k; j < columns; j++) {
      double sum = 0;
      for (int i = k; i < rows; i++) {
        sum += reflectors[i * steps + k] * block[i * columns + j];
      }
      sum *= beta[k];
      for (int i = k; i < rows; i++) {
        block[i * columns + j] -= sum * reflectors[i * steps + k];
      }
    }
    for (int i = k + 1; i < rows; i++) {
      block[i * columns + k] = 0;
    }
  }

  /// The columns trade places; the factor then belongs to a permuted block, whose singular values
  /// and column space are the same.
  private void swap(int k, int other) {
    for (int i = 0; i < rows; i++) {
      double entry = block[i * columns + k];
      block[i * columns + k] = block[i * columns + other];
      block[i * columns + other] = entry;
    }
  }

  /// `rows fromRow… of x ← Qᵀ·rows`.
  public void applyToRows(DMatrixRMaj x, int fromRow) {
    int steps = beta.length;
    int width = x.numCols;
    double[] sums = new double[width];
    for (int k = 0; k < rank; k++) {
      java.util.Arrays.fill(sums, 0);
      for (int i = k; i < rows; i++) {
        double v = reflectors[i * steps + k];
        int row = (fromRow + i) * width;
        for (int j = 0; j < width; j++) {
          sums[j] += v * x.data[row + j];
        }
      }
      for (int i = k; i < rows; i++) {
        double v = beta[k] * reflectors[i * steps + k];
        int row = (fromRow + i) * width;
        for (int j = 0; j < width; j++) {
          x.data[row + j] -= v * sums[j];
        }
      }
    }
  }

  /// `columns fromColumn… of x ← columns·Q`.
  public void applyToColumns(DMatrixRMaj x, int fromColumn) {
    int steps = beta.length;
    int width = x.numCols;
    for (int k = 0; k < rank; k++) {
      for (int i = 0; i < x.numRows; i++) {
        int row = i * width + fromColumn;
        double sum = 0;
        for (int j = k; j < rows; j++) {
          sum += x.data[row + j] * reflectors[j * steps + k];
        }
        sum *= beta[k];
        for (int j = k; j < rows; j++) {
          x.data[row + j] -= sum * reflectors[j * steps + k];
        }
      }
    }
  }
}
