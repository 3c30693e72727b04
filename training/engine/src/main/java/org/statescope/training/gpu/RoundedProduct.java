package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.statescope.training.run.MatrixPrecision;

/// Products of factors rounded to bfloat16: two kernels round them into the shared scratch memory,
/// behind what the product itself may use there.
final class RoundedProduct {
  /// Values that keep each factor's beginning aligned for tensor cores.
  private static final int ALIGNMENT = 64;

  private RoundedProduct() {}

  /// Asks for the scratch memory of a product of that size in the precision of `kernels`.
  static void reserve(Kernels kernels, int rows, int columns, int inner) {
    long values = TiledProduct.scratchValues(rows, columns, inner);
    if (kernels.precision == MatrixPrecision.BF16) {
      values = aligned(values) + halves(rows, inner) + halves(inner, columns);
    }
    kernels.scratch.need(values);
  }

  /// @param product of float32 factors
  static void bind(Kernels kernels, Product product, List<Launch> launches) {
    int rows = product.rows();
    int columns = product.columns();
    int inner = product.inner();
    long at = aligned(TiledProduct.scratchValues(rows, columns, inner));
    MemorySegment left = kernels.scratch.from(at);
    MemorySegment right = kernels.scratch.from(at + halves(rows, inner));
    boolean leftByRows = product.leftInner() == 1;
    boolean rightByRows = product.rightColumn() == 1;
    launches.add(
        leftByRows
            ? round(kernels, product.left(), left, rows, inner, product.leftRow())
            : round(kernels, product.left(), left, inner, rows, product.leftInner()));
    launches.add(
        rightByRows
            ? round(kernels, product.right(), right, inner, columns, product.rightInner())
            : round(kernels, product.right(), right, columns, inner, product.rightColumn()));
    TiledProduct.bindBest(
        kernels,
        new Product(
            left,
            right,
            product.result(),
            rows,
            columns,
            inner,
            leftByRows ? inner : 1,
            leftByRows ? 1 : rows,
            rightByRows ? columns : 1,
            rightByRows ? 1 : inner,
            product.resultRow(),
            product.add(),
            true),
        launches);
  }

  private static Launch round(
      Kernels kernels, MemorySegment from, MemorySegment to, int rows, int columns, int stride) {
    long count = (long) rows * columns;
    return kernels.bind(
        TiledProduct.program(false),
        "to_halves",
        Grid.of(count),
        from,
        to,
        count,
        columns,
        (long) stride);
  }

  /// Values of float32 that a matrix of bfloat16 ones takes.
  private static long halves(int rows, int columns) {
    return aligned(Math.ceilDiv((long) rows * columns, 2));
  }

  private static long aligned(long values) {
    return Math.ceilDiv(values, ALIGNMENT) * ALIGNMENT;
  }
}
