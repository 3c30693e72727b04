package org.statescope.training.tensor;

/// The token ids of the present step: `batch * length` that the model reads and as many that it is
/// to predict. Filled anew each step; operations keep the reference.
public record Tokens(int batch, int length, int[] inputs, int[] targets) {
  public Tokens(int batch, int length) {
    this(batch, length, new int[batch * length], new int[batch * length]);
  }

  /// Tokens of the step: `batch * length`.
  public int count() {
    return batch * length;
  }
}
