package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;

/// Products by the tiled kernel of `linear.c`, for devices without a library of their own. A
/// product with few tiles and many terms, such as a weight's gradient, is split into parts that are
/// added afterwards in a fixed order.
final class TiledProduct {
  private static final Program SINGLES = program(false);
  private static final Program HALVES = program(true);
  private static final int TILE = 64;
  private static final int LANES = 256;

  /// Groups that keep a large device busy.
  private static final int WANTED_GROUPS = 512;

  private static final int SHORTEST_PART = 256;

  private TiledProduct() {}

  /// The kernels for factors of float32 or bfloat16 values.
  static Program program(boolean halves) {
    return Program.of("linear", Map.of("BF16", halves ? 1 : 0));
  }

  /// Values of scratch memory that a product of that size takes, from its beginning.
  static long scratchValues(int rows, int columns, int inner) {
    int parts = parts(rows, columns, inner);
    return parts == 1 ? 0 : (long) parts * rows * columns;
  }

  /// The product by the device maker's library or, where there is none, by the tiled kernel.
  static void bindBest(Kernels kernels, Product product, List<Launch> launches) {
    kernels
        .runtime
        .product(product)
        .ifPresentOrElse(launches::add, () -> bind(kernels, product, launches));
  }

  private static void bind(Kernels kernels, Product product, List<Launch> launches) {
    int parts = parts(product.rows(), product.columns(), product.inner());
    if (parts == 1) {
      launches.add(inOnePart(kernels, product));
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

  /// One product by the tiled kernel in one part, without scratch memory.
  static Launch inOnePart(Kernels kernels, Product product) {
    return product(kernels, product, 1, product.result(), product.resultRow(), product.add());
  }

  private static Launch product(
      Kernels kernels,
      Product product,
      int parts,
      MemorySegment result,
      int resultRow,
      boolean add) {
    return kernels.bind(
        product.halves() ? HALVES : SINGLES,
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
