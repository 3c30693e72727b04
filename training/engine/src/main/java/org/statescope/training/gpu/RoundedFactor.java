package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;

/// Factors of products rounded to bfloat16, as dense rows.
final class RoundedFactor {
  /// Values that keep each factor's beginning aligned for tensor cores.
  private static final int ALIGNMENT = 64;

  private RoundedFactor() {}

  /// The launch that rounds rows of `columns` values, `stride` apart.
  static Launch round(
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
  static long values(int rows, int columns) {
    return aligned(Math.ceilDiv((long) rows * columns, 2));
  }

  static long aligned(long values) {
    return Math.ceilDiv(values, ALIGNMENT) * ALIGNMENT;
  }
}
