package org.statescope.training.trainer;

import java.util.OptionalLong;

/// What one training step measured.
///
/// @param loss mean cross-entropy in nats per predicted token, before the parameters changed
/// @param gradientNorm global L2 norm of all gradients before clipping
/// @param constrained values of parameters that a constraint changed after the update; empty for a
///   model without constraints
public record StepResult(double loss, double gradientNorm, OptionalLong constrained) {
  /// The result of a model without constraints.
  public StepResult(double loss, double gradientNorm) {
    this(loss, gradientNorm, OptionalLong.empty());
  }
}
