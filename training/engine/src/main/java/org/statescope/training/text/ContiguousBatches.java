package org.statescope.training.text;

/// The text is divided among the rows of the batch, and each row reads its part in order: a row of
/// the next batch begins where this one ends. What does not fill all rows is left out at the end of
/// an epoch; the next epoch has another offset.
///
/// The state of the recurrence is not carried from batch to batch: the models start each sequence
/// from zero.
final class ContiguousBatches extends TrainingBatches {
  private final long windowsPerRow;

  ContiguousBatches(SplitText text, int batch, int length, long seed) {
    super(text, batch, length, seed);
    windowsPerRow = Math.max(1, windows.count() / batch);
  }

  @Override
  void fill(int[] tokens, int row, long drawn) {
    long offset = windows.offset(windows.random(drawn / windowsPerRow));
    // Fewer windows than rows: rows share windows.
    long first = windows.count() < batch ? row % windows.count() : row * windowsPerRow;
    windows.copy(first + drawn % windowsPerRow, offset, tokens, row);
  }
}
