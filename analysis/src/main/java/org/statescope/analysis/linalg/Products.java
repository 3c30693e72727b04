package org.statescope.analysis.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Matrix products that return their result, with norms and transposes, for formulas that should
/// read like formulas.
///
/// - Shapes: inner sizes must agree, or EJML refuses them in words.
/// - Modified: nothing but by [#symmetrise], which changes its argument.
/// - Edge cases: NaN and infinite entries spread; an empty matrix has the norm 0.
/// - Tolerance: entrywise n·2⁻⁵³·(|A||B|).
/// - Algorithm: EJML's blocked products.
/// - Cost: 2 n³ operations for a product of square matrices.
public final class Products {
  private Products() {}

  /// A B.
  public static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b) {
    Shapes.requireProduct(a, b, a.numCols, b.numRows);
    return CommonOps_DDRM.mult(a, b, null);
  }

  /// A B C.
  public static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    return times(times(a, b), c);
  }

  /// A Bᵀ.
  public static DMatrixRMaj timesTransposed(DMatrixRMaj a, DMatrixRMaj b) {
    Shapes.requireProduct(a, b, a.numCols, b.numCols);
    return CommonOps_DDRM.multTransB(a, b, null);
  }

  /// Aᵀ B.
  public static DMatrixRMaj transposedTimes(DMatrixRMaj a, DMatrixRMaj b) {
    Shapes.requireProduct(a, b, a.numRows, b.numRows);
    return CommonOps_DDRM.multTransA(a, b, null);
  }

  /// Aᵀ.
  public static DMatrixRMaj transpose(DMatrixRMaj a) {
    return CommonOps_DDRM.transpose(a, null);
  }

  /// A Aᵀ, exactly symmetric.
  public static DMatrixRMaj gram(DMatrixRMaj a) {
    DMatrixRMaj product = timesTransposed(a, a);
    symmetrise(product);
    return product;
  }

  /// Replaces A by (A + Aᵀ)/2.
  public static void symmetrise(DMatrixRMaj a) {
    int n = a.numRows;
    Shapes.requireShape("A", a, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (a.data[i * n + j] + a.data[j * n + i]) / 2;
        a.data[i * n + j] = mean;
        a.data[j * n + i] = mean;
      }
    }
  }

  /// The Frobenius norm, safe from overflow.
  public static double frobenius(DMatrixRMaj a) {
    double largest = 0;
    int count = a.numRows * a.numCols;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(a.data[i]));
    }
    if (largest == 0 || Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double x = a.data[i] / largest;
      sum += x * x;
    }
    return largest * Math.sqrt(sum);
  }

  /// The rows of a matrix as arrays.
  static double[][] rows(DMatrixRMaj a) {
    double[][] rows = new double[a.numRows][a.numCols];
    for (int i = 0; i < a.numRows; i++) {
      System.arraycopy(a.data, i * a.numCols, rows[i], 0, a.numCols);
    }
    return rows;
  }

  /// The matrix whose columns are these arrays.
  static DMatrixRMaj fromColumns(double[][] columns, int rows) {
    DMatrixRMaj a = new DMatrixRMaj(rows, columns.length);
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < rows; i++) {
        a.data[i * columns.length + j] = columns[j][i];
      }
    }
    return a;
  }
}
