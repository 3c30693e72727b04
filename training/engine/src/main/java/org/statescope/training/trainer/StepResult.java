package org.statescope.training.trainer;

/// What one training step measured, both before the parameters changed.
///
/// @param loss mean cross-entropy in nats per predicted token
/// @param gradientNorm global L2 norm of all gradients before clipping
public record StepResult(double loss, double gradientNorm) {}
