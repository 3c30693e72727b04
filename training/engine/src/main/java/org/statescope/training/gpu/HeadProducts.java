package org.statescope.training.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Matrix products for every chunk and head or group, see `head_scan.c`.
final class HeadProducts {
  private static final int TILE = 64;
  private static final int LANES = 256;

  private final Kernels kernels;
  private final Program program;
  private final HeadSizes sizes;

  HeadProducts(Kernels kernels, Program program, HeadSizes sizes) {
    this.kernels = kernels;
    this.program = program;
    this.sizes = sizes;
  }

  /// The products by the device maker's library or, where there is none, by the tiled kernel.
  ///
  /// @param count matrices per chunk: heads or groups
  Launch bind(
      int count,
      ChunkShape shape,
      ChunkOperand left,
      ChunkOperand right,
      ChunkOperand result,
      boolean add) {
    List<Launch> launches = new ArrayList<>();
    for (ProductBatch batch :
        ProductBatch.ofChunks(sizes, count, shape, left, right, result, add)) {
      Optional<Launch> launch = kernels.runtime.products(batch);
      if (launch.isEmpty()) {
        return tiled(count, shape, left, right, result, add);
      }
      launches.add(launch.get());
    }
    return () -> launches.forEach(Launch::run);
  }

  private Launch tiled(
      int count,
      ChunkShape shape,
      ChunkOperand left,
      ChunkOperand right,
      ChunkOperand result,
      boolean add) {
    return kernels.bind(
        program,
        "product_in_chunks",
        new Grid(
            Math.ceilDiv(shape.columns(), TILE),
            Math.ceilDiv(shape.rows(), TILE),
            sizes.allChunks() * count,
            LANES),
        left.memory(),
        right.memory(),
        result.memory(),
        shape.rows(),
        shape.columns(),
        shape.terms(),
        shape.tokens(),
        sizes.length(),
        sizes.chunks(),
        count,
        left.sequence(),
        left.chunk(),
        left.step(),
        left.divisor(),
        left.row(),
        left.column(),
        right.sequence(),
        right.chunk(),
        right.step(),
        right.divisor(),
        right.row(),
        right.column(),
        result.sequence(),
        result.chunk(),
        result.step(),
        result.row(),
        add);
  }
}
