package org.statescope.training.tensor;

/// The last operation of a tape: it starts the backward pass.
public interface LossOperation extends Operation {
  /// The loss of the latest forward pass, in nats per predicted token.
  double loss();
}
