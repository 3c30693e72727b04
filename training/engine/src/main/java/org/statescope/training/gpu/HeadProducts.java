package org.statescope.training.gpu;

/// Matrix products for every chunk and head or group, by `product_in_chunks`.
final class HeadProducts {
  /// Which of rows, columns and terms are tokens, and end with the sequence.
  static final int TOKEN_ROWS = 1;

  static final int TOKEN_COLUMNS = 2;
  static final int TOKEN_TERMS = 4;

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

  /// @param count matrices per chunk: heads or groups
  /// @param terms length of each sum
  Launch bind(
      int count,
      int rows,
      int columns,
      int terms,
      int tokens,
      ChunkOperand left,
      ChunkOperand right,
      ChunkOperand result,
      boolean add) {
    return kernels.bind(
        program,
        "product_in_chunks",
        new Grid(
            Math.ceilDiv(columns, TILE),
            Math.ceilDiv(rows, TILE),
            sizes.allChunks() * count,
            LANES),
        left.memory(),
        right.memory(),
        result.memory(),
        rows,
        columns,
        terms,
        tokens,
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
