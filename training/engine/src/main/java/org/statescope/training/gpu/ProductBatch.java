package org.statescope.training.gpu;

import java.util.ArrayList;
import java.util.List;

/// Many products of one shape: the matrices of product z begin `left[z]`, `right[z]` and
/// `result[z]` values behind those of `first`. Factors may be shared; results do not overlap.
record ProductBatch(Product first, long[] left, long[] right, long[] result) {
  int count() {
    return result.length;
  }

  /// The products of every chunk and each of `count` heads or groups, as [HeadProducts] describes
  /// them: one batch of the whole chunks, and one of the last chunks where they are shorter.
  static List<ProductBatch> ofChunks(
      HeadSizes sizes,
      int count,
      ChunkShape shape,
      ChunkOperand left,
      ChunkOperand right,
      ChunkOperand result,
      boolean add) {
    int whole = sizes.length() / sizes.chunk();
    int rest = sizes.length() % sizes.chunk();
    List<ProductBatch> batches = new ArrayList<>();
    if (whole > 0) {
      batches.add(of(sizes, count, shape, left, right, result, add, 0, whole));
    }
    if (rest > 0) {
      batches.add(
          of(sizes, count, shape.shortened(rest), left, right, result, add, whole, whole + 1));
    }
    return batches;
  }

  private static ProductBatch of(
      HeadSizes sizes,
      int count,
      ChunkShape shape,
      ChunkOperand left,
      ChunkOperand right,
      ChunkOperand result,
      boolean add,
      int firstChunk,
      int endChunk) {
    int products = sizes.batch() * (endChunk - firstChunk) * count;
    long[] lefts = new long[products];
    long[] rights = new long[products];
    long[] results = new long[products];
    int z = 0;
    for (int sequence = 0; sequence < sizes.batch(); sequence++) {
      for (int chunk = firstChunk; chunk < endChunk; chunk++) {
        for (int j = 0; j < count; j++) {
          lefts[z] = left.place(sequence, chunk, j);
          rights[z] = right.place(sequence, chunk, j);
          results[z] = result.place(sequence, chunk, j);
          z++;
        }
      }
    }
    return new ProductBatch(
        new Product(
            left.memory(),
            right.memory(),
            result.memory(),
            shape.rows(),
            shape.columns(),
            shape.terms(),
            Math.toIntExact(left.row()),
            Math.toIntExact(left.column()),
            Math.toIntExact(right.row()),
            Math.toIntExact(right.column()),
            Math.toIntExact(result.row()),
            add,
            false),
        lefts,
        rights,
        results);
  }
}
