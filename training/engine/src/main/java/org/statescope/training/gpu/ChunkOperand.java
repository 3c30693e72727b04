package org.statescope.training.gpu;

import java.lang.foreign.MemorySegment;

/// One matrix for every chunk of tokens and every head or group: where it begins and how it lies.
///
/// @param sequence values between the first matrices of two sequences
/// @param chunk values between the matrices of two chunks
/// @param step values between the matrices of two heads or groups
/// @param divisor heads that share one matrix
/// @param row values between neighbouring rows
/// @param column values between neighbouring columns
record ChunkOperand(
    MemorySegment memory,
    long sequence,
    long chunk,
    long step,
    int divisor,
    long row,
    long column) {
  /// Values before the matrix of a chunk and of head or group `j`.
  long place(int inSequence, int inChunk, int j) {
    return inSequence * sequence + inChunk * chunk + (long) (j / divisor) * step;
  }

  ChunkOperand transposed() {
    return new ChunkOperand(memory, sequence, chunk, step, divisor, column, row);
  }

  /// The same with one matrix for `heads` neighbouring ones.
  ChunkOperand sharedBy(int heads) {
    return new ChunkOperand(memory, sequence, chunk, step, heads, row, column);
  }
}
