package org.statescope.training.text;

import org.statescope.training.run.BatchOrder;
import org.statescope.training.trainer.BatchSequence;
import org.statescope.training.trainer.TokenBatch;

/// Training batches without end.
///
/// Seed and number of batches drawn decide the next batch completely, so a position is one number
/// and resuming from it is exact. Used by one thread.
public abstract sealed class TrainingBatches implements BatchSequence
    permits ShuffledBatches, ContiguousBatches {
  final Windows windows;
  final int batch;
  private final int length;
  private long drawn;

  TrainingBatches(SplitText text, int batch, int length, long seed) {
    this.windows = new Windows(text, length, seed);
    this.batch = batch;
    this.length = length;
  }

  /// Batches in the order a run names.
  public static TrainingBatches of(
      BatchOrder order, SplitText text, int batch, int length, long seed) {
    return switch (order) {
      case SHUFFLED -> new ShuffledBatches(text, batch, length, seed);
      case CONTIGUOUS -> new ContiguousBatches(text, batch, length, seed);
    };
  }

  @Override
  public final long drawn() {
    return drawn;
  }

  @Override
  public final void drawn(long batches) {
    if (batches < 0) {
      throw new IllegalArgumentException("%d batches cannot have been drawn.".formatted(batches));
    }
    drawn = batches;
  }

  /// Windows of an epoch.
  public final long windowsPerEpoch() {
    return windows.count();
  }

  @Override
  public final TokenBatch next() {
    int[] tokens = new int[batch * (length + 1)];
    for (int row = 0; row < batch; row++) {
      fill(tokens, row, drawn);
    }
    drawn++;
    return new TokenBatch(tokens, batch, length);
  }

  /// Writes the window of a row of the batch that follows `drawn` others.
  abstract void fill(int[] tokens, int row, long drawn);
}
