package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Products by the tiled kernel of `linear.c`, for devices without a library of their own. A
/// product with few tiles and many terms, such as a weight's gradient, is split into parts that are
/// added afterwards in a fixed order.
final class TiledProduct {
  private static final Program PROGRAM = Program.of("linear");
  private static final int TILE = 64;
  private static final int LANES = 256;

  /// Groups that keep a large device busy.
  private static final int WANTED_GROUPS = 512;

  private static final int SHORTEST_PART = 256;

  private TiledProduct() {}

  /// Asks for the scratch memory of a product of that size.
  static void reserve(Kernels kernels, int rows, int columns, int inner) {
    kernels.scratch.need((long) parts(rows, columns, inner) * rows * columns);
  }

  static void bind(Kernels kernels, Product product, List<Launch> launches) {
    int parts = parts(product.rows(), product.columns(), product.inner());
    if (parts == 1) {
      launches.add(
          product(kernels, product, 1, product.result(), product.resultRow(), product.add()));
      return;
    }
    MemorySegment sums = kernels.scratch.from(0);
    launches.add(product(kernels, product, parts, sums, product.columns(), false));
    launches.add(
        kernels.sumParts(
            sums,
            parts,
            product.rows(),
            product.columns(),
            product.result(),
            product.resultRow(),
            product.add()));
  }

  private static Launch product(
      Kernels kernels,
      Product product,
      int parts,
      MemorySegment result,
      int resultRow,
      boolean add) {
    return kernels.bind(
        PROGRAM,
        "product",
        new Grid(tiles(product.columns()), tiles(product.rows()), parts, LANES),
        product.left(),
        product.right(),
        result,
        product.rows(),
        product.columns(),
        product.inner(),
        Math.ceilDiv(product.inner(), parts),
        (long) product.leftRow(),
        (long) product.leftInner(),
        (long) product.rightInner(),
        (long) product.rightColumn(),
        (long) resultRow,
        (long) product.rows() * product.columns(),
        add);
  }

  private static int parts(int rows, int columns, int inner) {
    int most = Math.ceilDiv(inner, SHORTEST_PART);
    return Math.max(1, Math.min(most, WANTED_GROUPS / (tiles(rows) * tiles(columns))));
  }

  private static int tiles(int size) {
    return Math.ceilDiv(size, TILE);
  }
}
