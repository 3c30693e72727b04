package org.statescope.training.text;

/// The windows of an epoch: the text to learn from, cut into sequences of `length` tokens from an
/// offset of the epoch's own, which the seed decides.
final class Windows {
  private final SplitText text;
  private final int length;
  private final long seed;
  private final long count;

  Windows(SplitText text, int length, long seed) {
    this.text = text;
    this.length = length;
    this.seed = seed;
    // One window less than fits, where that leaves any, gives the offset room for every phase.
    count = Math.max(1, (text.trainTokens() - 1) / length - 1);
  }

  long count() {
    return count;
  }

  /// The generator of an epoch; its first number is the offset.
  SplitMix64 random(long epoch) {
    return SplitMix64.of(seed, epoch);
  }

  long offset(SplitMix64 random) {
    long room = text.trainTokens() - 1 - count * length;
    return random.nextLong(room + 1);
  }

  /// Writes a window into a row of a batch.
  void copy(long window, long offset, int[] batch, int row) {
    text.copyRow(offset + window * length, batch, row, length);
  }
}
