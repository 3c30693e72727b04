package org.statescope.training.gpu;

/// The parts into which a recurrence cuts each of its sequences.
///
/// @param count of the parts
/// @param chunks of tokens in each part; the last may have fewer
record Segments(int count, int chunks) {
  /// About `wanted` segments of a sequence of so many chunks, none of them empty.
  static Segments of(int chunks, int wanted) {
    int each = Math.ceilDiv(chunks, wanted);
    return new Segments(Math.ceilDiv(chunks, each), each);
  }

  /// Segments with a successor.
  int borders() {
    return count - 1;
  }

  boolean isSplit() {
    return count > 1;
  }
}
