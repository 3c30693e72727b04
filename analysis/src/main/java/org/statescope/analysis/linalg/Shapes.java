package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;

/// The sentences with which wrong shapes and entries that are no numbers are refused.
public final class Shapes {
  private Shapes() {}

  /// `rows×columns` of a matrix, as the messages write it.
  public static String of(DMatrixRMaj matrix) {
    return matrix.numRows + "×" + matrix.numCols;
  }

  /// Refuses a matrix that is empty or not square.
  public static void requireSquare(String name, DMatrixRMaj matrix) {
    if (matrix.numRows != matrix.numCols) {
      throw new IllegalArgumentException(name + " is " + of(matrix) + " but must be square");
    }
    if (matrix.numRows == 0) {
      throw new IllegalArgumentException(name + " is 0×0 but must have at least one row");
    }
  }

  /// Refuses a matrix with an entry that is NaN or infinite, naming the first one.
  public static void requireFinite(String name, DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        double value = matrix.data[i * matrix.numCols + j];
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              name
                  + " has "
                  + value
                  + " in row "
                  + (i + 1)
                  + ", column "
                  + (j + 1)
                  + " but must hold finite numbers");
        }
      }
    }
  }

  /// Refuses a pair (A, B) whose A is not square, whose B has other rows than A, or that holds an
  /// entry which is no number. A B without columns is a system without inputs.
  public static void requirePair(DMatrixRMaj a, DMatrixRMaj b) {
    requireSquare("A", a);
    if (b.numRows != a.numRows) {
      throw new IllegalArgumentException(
          "B is " + of(b) + " but must have " + a.numRows + " rows, as A is " + of(a));
    }
    requireFinite("A", a);
    requireFinite("B", b);
  }

  /// Refuses a pair (A, C) whose C has other columns than A; otherwise as [#requirePair].
  public static void requireDualPair(DMatrixRMaj a, DMatrixRMaj c) {
    requireSquare("A", a);
    if (c.numCols != a.numRows) {
      throw new IllegalArgumentException(
          "C is " + of(c) + " but must have " + a.numRows + " columns, as A is " + of(a));
    }
    requireFinite("A", a);
    requireFinite("C", c);
  }

  /// Refuses two matrices that cannot be multiplied.
  static void requireProduct(DMatrixRMaj a, DMatrixRMaj b, int inner, int otherInner) {
    if (inner != otherInner) {
      throw new IllegalArgumentException(
          "A product of a "
              + of(a)
              + " and a "
              + of(b)
              + " matrix was asked for, whose inner sizes are "
              + inner
              + " and "
              + otherInner);
    }
  }

  /// Refuses a matrix that is not rows × columns, naming what it is and what was expected.
  public static void requireShape(String name, DMatrixRMaj matrix, int rows, int columns) {
    if (matrix.numRows != rows || matrix.numCols != columns) {
      throw new IllegalArgumentException(
          name + " is " + of(matrix) + " but must be " + rows + "×" + columns);
    }
  }
}
