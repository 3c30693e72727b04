package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;

/// A matrix product C(i, j) = Σ_k A(i, k) B(k, j), or C += that, in float32, with any strides of
/// which one of each matrix is 1.
///
/// @param leftRow values between A(i, k) and A(i + 1, k)
/// @param leftInner values between A(i, k) and A(i, k + 1)
/// @param rightInner values between B(k, j) and B(k + 1, j)
/// @param rightColumn values between B(k, j) and B(k, j + 1)
/// @param resultRow values between C(i, j) and C(i + 1, j); its columns are dense
/// @param halves whether A and B are bfloat16 values rather than float32 ones
record Product(
    MemorySegment left,
    MemorySegment right,
    MemorySegment result,
    int rows,
    int columns,
    int inner,
    int leftRow,
    int leftInner,
    int rightInner,
    int rightColumn,
    int resultRow,
    boolean add,
    boolean halves) {
  Product {
    if (leftRow != 1 && leftInner != 1 || rightInner != 1 && rightColumn != 1) {
      throw new IllegalArgumentException(
          "a matrix of a product must be dense along its rows or columns");
    }
  }
}
