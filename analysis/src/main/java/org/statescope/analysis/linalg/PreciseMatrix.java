package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// A matrix of numbers in twice the working precision: the unrounded sums of two doubles.
///
/// - Modified: nothing; every method gives a new matrix.
/// - Tolerance: about n·2⁻¹⁰⁴ of the largest partial sum for each operation.
/// - Cost: about 25 n³ operations for a product.
final class PreciseMatrix {
  private final DMatrixRMaj high;
  private final DMatrixRMaj low;

  private PreciseMatrix(DMatrixRMaj high, DMatrixRMaj low) {
    this.high = high;
    this.low = low;
  }

  private PreciseMatrix(int rows, int columns) {
    this(new DMatrixRMaj(rows, columns), new DMatrixRMaj(rows, columns));
  }

  static PreciseMatrix of(DMatrixRMaj matrix) {
    return new PreciseMatrix(matrix.copy(), new DMatrixRMaj(matrix.numRows, matrix.numCols));
  }

  static PreciseMatrix identity(int order) {
    return new PreciseMatrix(order, order).plusIdentity();
  }

  PreciseMatrix times(PreciseMatrix other) {
    PreciseMatrix product = new PreciseMatrix(high.numRows, other.high.numCols);
    DoubleDouble sum = new DoubleDouble();
    for (int i = 0; i < high.numRows; i++) {
      for (int j = 0; j < other.high.numCols; j++) {
        sum.set(0);
        for (int k = 0; k < high.numCols; k++) {
          sum.addProduct(high.get(i, k), other.high.get(k, j));
          sum.addProduct(high.get(i, k), other.low.get(k, j));
          sum.addProduct(low.get(i, k), other.high.get(k, j));
        }
        product.set(i, j, sum);
      }
    }
    return product;
  }

  /// This times 2 to a power, which rounds nothing.
  PreciseMatrix scaledByPower(int power) {
    PreciseMatrix scaled = new PreciseMatrix(high.numRows, high.numCols);
    for (int i = 0; i < high.data.length; i++) {
      scaled.high.data[i] = Math.scalb(high.data[i], power);
      scaled.low.data[i] = Math.scalb(low.data[i], power);
    }
    return scaled;
  }

  /// This over a small whole number.
  PreciseMatrix dividedBy(int divisor) {
    PreciseMatrix quotient = new PreciseMatrix(high.numRows, high.numCols);
    for (int i = 0; i < high.data.length; i++) {
      double first = high.data[i] / divisor;
      double rest = Math.fma(-first, divisor, high.data[i]) + low.data[i];
      quotient.high.data[i] = first;
      quotient.low.data[i] = rest / divisor;
    }
    return quotient;
  }

  PreciseMatrix plusIdentity() {
    PreciseMatrix sum = new PreciseMatrix(high.copy(), low.copy());
    DoubleDouble entry = new DoubleDouble();
    for (int i = 0; i < high.numRows; i++) {
      entry.set(high.get(i, i));
      entry.addProduct(1, 1);
      entry.addProduct(low.get(i, i), 1);
      sum.set(i, i, entry);
    }
    return sum;
  }

  /// Every entry rounded to a double.
  DMatrixRMaj rounded() {
    DMatrixRMaj sum = high.copy();
    for (int i = 0; i < sum.data.length; i++) {
      sum.data[i] += low.data[i];
    }
    return sum;
  }

  private void set(int i, int j, DoubleDouble sum) {
    high.set(i, j, sum.value());
    low.set(i, j, sum.remainder());
  }
}
