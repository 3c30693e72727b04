package org.statescope.training.trainer;

import java.util.OptionalDouble;

/// What `state.json` of a checkpoint says: with the parameters and the optimiser's moments,
/// everything needed to go on bit for bit.
///
/// @param step updates made
/// @param optimizerStep updates the optimiser counted for its bias correction
/// @param seed of the order of batches; the run's own
/// @param batchesDrawn position in the order of batches
/// @param learningRate of the last update, for the reader; the schedule is a function of the step
/// @param validationLoss measured at this very step, if it was
/// @param bestValidationLoss the lowest so far
public record TrainerState(
    long step,
    long optimizerStep,
    long seed,
    long batchesDrawn,
    double learningRate,
    OptionalDouble validationLoss,
    OptionalDouble bestValidationLoss) {}
