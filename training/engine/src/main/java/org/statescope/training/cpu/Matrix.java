package org.statescope.training.cpu;

import java.lang.foreign.MemorySegment;
import org.bytedeco.openblas.global.openblas;
import org.statescope.training.cpu.Blas.Place;

/// A row-major matrix somewhere in memory, to be moved and multiplied without making objects. Its
/// sizes are given to each product.
final class Matrix {
  private final Place place = new Place();
  private int stride;

  /// Moves it to value `index` of `memory`, with rows `rowStride` values apart.
  Matrix at(MemorySegment memory, long index, int rowStride) {
    place.moveTo(memory, index);
    stride = rowStride;
    return this;
  }

  /// This (rows×columns) = left (rows×inner) · right (inner×columns), added to what is there when
  /// `add`.
  void product(boolean add, int rows, int columns, int inner, Matrix left, Matrix right) {
    run(add, openblas.CblasNoTrans, openblas.CblasNoTrans, rows, columns, inner, left, right);
  }

  /// This (rows×columns) = leftᵀ · right, where left is inner×rows.
  void productOfTransposed(
      boolean add, int rows, int columns, int inner, Matrix left, Matrix right) {
    run(add, openblas.CblasTrans, openblas.CblasNoTrans, rows, columns, inner, left, right);
  }

  /// This (rows×columns) = left · rightᵀ, where right is columns×inner.
  void productWithTransposed(
      boolean add, int rows, int columns, int inner, Matrix left, Matrix right) {
    run(add, openblas.CblasNoTrans, openblas.CblasTrans, rows, columns, inner, left, right);
  }

  private void run(
      boolean add,
      int leftForm,
      int rightForm,
      int rows,
      int columns,
      int inner,
      Matrix left,
      Matrix right) {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        leftForm,
        rightForm,
        rows,
        columns,
        inner,
        1f,
        left.place,
        left.stride,
        right.place,
        right.stride,
        add ? 1f : 0f,
        place,
        stride);
  }
}
