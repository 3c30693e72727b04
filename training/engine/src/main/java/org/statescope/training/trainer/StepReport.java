package org.statescope.training.trainer;

import java.util.OptionalDouble;

/// What one training step did.
///
/// @param step updates made, this one included
/// @param loss mean nats per token before the update
/// @param gradientNorm before clipping
/// @param tokensPerSecond of this step alone
/// @param secondsLeft estimate to the last step, evaluations and checkpoints included
public record StepReport(
    long step,
    long totalSteps,
    double loss,
    double learningRate,
    double gradientNorm,
    double tokensPerSecond,
    OptionalDouble secondsLeft) {}
