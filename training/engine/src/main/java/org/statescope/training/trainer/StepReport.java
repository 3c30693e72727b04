package org.statescope.training.trainer;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What one training step did.
///
/// @param step updates made, this one included
/// @param loss mean nats per token before the update
/// @param gradientNorm before clipping
/// @param constrained values that a constraint changed after the update, see [StepResult]
/// @param tokensPerSecond of this step alone
/// @param secondsLeft estimate to the last step, evaluations and checkpoints included
public record StepReport(
    long step,
    long totalSteps,
    double loss,
    double learningRate,
    double gradientNorm,
    OptionalLong constrained,
    double tokensPerSecond,
    OptionalDouble secondsLeft) {}
