package org.statescope.training.trainer;

/// A batch of token sequences: row-major `(batch, length + 1)`, so that of each row the first
/// `length` tokens are the inputs and the last `length` are the tokens to predict.
///
/// The array is not copied: whoever makes the batch must not change it while a [TrainingProgram]
/// works on it.
public record TokenBatch(int[] tokens, int batch, int length) {
  public TokenBatch {
    if (batch < 1 || length < 1) {
      throw new IllegalArgumentException(
          "a batch needs at least one sequence of one token, not %d of %d"
              .formatted(batch, length));
    }
    if (tokens.length != batch * (length + 1)) {
      throw new IllegalArgumentException(
          "%d sequences of %d + 1 tokens need %d tokens, not %d"
              .formatted(batch, length, batch * (length + 1), tokens.length));
    }
  }

  /// The token the model reads at `position` of `sequence`.
  public int input(int sequence, int position) {
    return tokens[sequence * (length + 1) + position];
  }

  /// The token the model is to predict at `position` of `sequence`.
  public int target(int sequence, int position) {
    return tokens[sequence * (length + 1) + position + 1];
  }

  /// Tokens predicted: `batch * length`.
  public int predictions() {
    return batch * length;
  }
}
