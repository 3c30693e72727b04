package org.statescope.training.text;

import org.statescope.training.trainer.BatchSequence;
import org.statescope.training.trainer.TokenBatch;

/// Shuffled training batches without end. In an epoch every window of `length` tokens, from an
/// offset of the epoch's own, comes once; the next epoch has another offset and order.
///
/// Seed and number of batches drawn decide the next batch completely, so a position is one number
/// and resuming from it is exact. Used by one thread.
public final class TrainingBatches implements BatchSequence {
  private final SplitText text;
  private final int batch;
  private final int length;
  private final long seed;
  private final int windows;
  private long drawn;

  private long shuffledEpoch = -1;
  private int offset;
  private final int[] order;

  public TrainingBatches(SplitText text, int batch, int length, long seed) {
    this.text = text;
    this.batch = batch;
    this.length = length;
    this.seed = seed;
    // One window less than fits, where that leaves any, gives the offset room for every phase.
    windows = Math.max(1, (text.trainBytes() - 1) / length - 1);
    order = new int[windows];
  }

  @Override
  public long drawn() {
    return drawn;
  }

  @Override
  public void drawn(long batches) {
    if (batches < 0) {
      throw new IllegalArgumentException("%d batches cannot have been drawn.".formatted(batches));
    }
    drawn = batches;
  }

  /// Windows of an epoch.
  public int windowsPerEpoch() {
    return windows;
  }

  @Override
  public TokenBatch next() {
    int[] tokens = new int[batch * (length + 1)];
    for (int row = 0; row < batch; row++) {
      long sequence = drawn * batch + row;
      shuffle(sequence / windows);
      int start = offset + order[(int) (sequence % windows)] * length;
      for (int i = 0; i <= length; i++) {
        tokens[row * (length + 1) + i] = text.token(start + i);
      }
    }
    drawn++;
    return new TokenBatch(tokens, batch, length);
  }

  private void shuffle(long epoch) {
    if (epoch == shuffledEpoch) {
      return;
    }
    SplitMix64 random = SplitMix64.of(seed, epoch);
    int room = text.trainBytes() - 1 - windows * length;
    offset = random.nextInt(room + 1);
    for (int i = 0; i < windows; i++) {
      order[i] = i;
    }
    for (int i = windows - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    shuffledEpoch = epoch;
  }
}
