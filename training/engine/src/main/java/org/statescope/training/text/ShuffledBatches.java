package org.statescope.training.text;

/// In an epoch every window comes once; the next epoch has another offset and order.
final class ShuffledBatches extends TrainingBatches {
  private long shuffledEpoch = -1;
  private long offset;
  private Permutation order = place -> place;

  ShuffledBatches(SplitText text, int batch, int length, long seed) {
    super(text, batch, length, seed);
  }

  @Override
  void fill(int[] tokens, int row, long drawn) {
    long sequence = drawn * batch + row;
    shuffle(sequence / windows.count());
    windows.copy(order.at(sequence % windows.count()), offset, tokens, row);
  }

  private void shuffle(long epoch) {
    if (epoch == shuffledEpoch) {
      return;
    }
    SplitMix64 random = windows.random(epoch);
    offset = windows.offset(random);
    order = Permutation.random(windows.count(), random);
    shuffledEpoch = epoch;
  }
}
