package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;
import org.statescope.training.tensor.HeadSignals;

/// The sizes of a Mamba-2 recurrence and the layouts of its matrices.
///
/// @param chunk tokens whose pairs are one matrix
/// @param chunks chunks of a sequence
record HeadSizes(
    int batch, int length, int chunk, int chunks, int heads, int groups, int width, int order) {
  private static final int CHUNK = 64;

  static HeadSizes of(HeadSignals signals) {
    int chunk = Math.min(CHUNK, Integer.highestOneBit(Math.max(1, signals.length() - 1)) * 2);
    return new HeadSizes(
        signals.batch(),
        signals.length(),
        chunk,
        Math.ceilDiv(signals.length(), chunk),
        signals.heads(),
        signals.groups(),
        signals.headWidth(),
        signals.order());
  }

  int groupHeads() {
    return heads / groups;
  }

  int channels() {
    return heads * width;
  }

  long rows() {
    return (long) batch * length;
  }

  /// Chunks of all sequences.
  int allChunks() {
    return batch * chunks;
  }

  /// Values of all states before all chunks.
  long states() {
    return (long) allChunks() * channels() * order;
  }

  /// Values of one pair matrix for every chunk and each of `count` heads or groups.
  long pairs(int count) {
    return (long) allChunks() * count * chunk * chunk;
  }

  /// Tokens by values: a chunk's rows of a tensor with rows `stride` apart, of which a head or
  /// group has `step`.
  ChunkOperand tokens(MemorySegment memory, long stride, long step) {
    return new ChunkOperand(memory, length * stride, chunk * stride, step, 1, stride, 1);
  }

  /// Pairs of tokens, for each of `count` heads or groups.
  ChunkOperand pairs(MemorySegment memory, int count) {
    long square = (long) chunk * chunk;
    return new ChunkOperand(memory, chunks * count * square, count * square, square, 1, chunk, 1);
  }

  /// Channels by states, before or after each chunk; a step is `heads` heads.
  ChunkOperand states(MemorySegment memory, int stepHeads) {
    long perChunk = (long) channels() * order;
    return new ChunkOperand(
        memory, chunks * perChunk, perChunk, (long) stepHeads * width * order, 1, order, 1);
  }
}
