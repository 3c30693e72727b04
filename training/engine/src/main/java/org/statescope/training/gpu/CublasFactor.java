package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cublas.CUBLAS_OP_N;
import static org.bytedeco.cuda.global.cublas.CUBLAS_OP_T;

/// How cuBLAS is told of a factor. It counts columns first and wants a leading dimension that is at
/// least the number of values which lie side by side, even where there is only one such run.
///
/// @param operation whether it is to be transposed
/// @param leading values between two runs of values that lie side by side
record CublasFactor(int operation, int leading) {
  /// The right matrix of a product, `columns × inner` in cuBLAS's eyes.
  static CublasFactor right(Product product) {
    return of(product.rightColumn(), product.rightInner(), product.columns(), product.inner());
  }

  /// The left matrix of a product, `inner × rows` in cuBLAS's eyes.
  static CublasFactor left(Product product) {
    return of(product.leftInner(), product.leftRow(), product.inner(), product.rows());
  }

  /// The leading dimension of a product's result.
  static int ofResult(Product product) {
    return product.rows() == 1
        ? Math.max(product.resultRow(), product.columns())
        : product.resultRow();
  }

  /// @param down values between two of a column
  /// @param across values between two of a row
  private static CublasFactor of(int down, int across, int rows, int columns) {
    if ((down == 1 || rows == 1) && (across >= rows || columns == 1)) {
      return new CublasFactor(CUBLAS_OP_N, Math.max(across, rows));
    }
    if ((across == 1 || columns == 1) && (down >= columns || rows == 1)) {
      return new CublasFactor(CUBLAS_OP_T, Math.max(down, columns));
    }
    throw new IllegalArgumentException(
        "a factor of %d × %d, %d and %d values apart, overlaps itself"
            .formatted(rows, columns, down, across));
  }
}
