package org.statescope.training.tensor;

/// A recurrence along tokens that can say where it ended, so that a text can be continued.
public interface RecurrentOperation extends Operation {
  /// The state after the last token of a sequence in the latest forward pass, `(channels, order)`
  /// row-major. It is computed when asked for.
  double[] finalState(int sequence);
}
