package org.statescope.training.run;

import org.jspecify.annotations.Nullable;

/// Everything that decides what a run computes. Two runs of one configuration on one machine give
/// the same bits.
///
/// @param preset the preset it started from, for the reader; nothing is looked up by it
/// @param batch sequences that one update learns from
/// @param length tokens in a sequence
/// @param gradientAccumulation equal parts of the batch that are learned from one after the other
///   before the update; more of them need less memory
/// @param steps optimiser steps of the whole run
/// @param evaluateEvery steps between two validations
/// @param evaluationBatches validation batches of one evaluation, the same ones every time
/// @param checkpointEvery steps between two checkpoints
/// @param keepCheckpoints the newest checkpoints that are kept besides the one with the best
///   validation loss; 0 keeps all
/// @param dynamicsEvery steps between two pole snapshots; there is always one at step 0
/// @param onInstability what happens when a state matrix leaves the left half-plane
/// @param device `cpu`, `cuda:0`, `opencl:0` and so on
/// @param precision how the factors of matrix products are rounded
/// @param parentRun the run folder this one was started from, if any
public record RunConfiguration(
    String name,
    String preset,
    ModelConfiguration model,
    OptimizerConfiguration optimizer,
    TextConfiguration text,
    int batch,
    int length,
    int gradientAccumulation,
    long steps,
    long evaluateEvery,
    int evaluationBatches,
    long checkpointEvery,
    int keepCheckpoints,
    long dynamicsEvery,
    InstabilityPolicy onInstability,
    long seed,
    String device,
    MatrixPrecision precision,
    @Nullable String parentRun) {

  public RunConfiguration {
    Require.notBlank(name, "The name of the run");
    Require.atLeast(1, batch, "The batch");
    Require.atLeast(1, length, "The length");
    Require.atLeast(1, gradientAccumulation, "The gradient accumulation");
    if (batch % gradientAccumulation != 0) {
      throw new IllegalArgumentException(
          "The batch of %d sequences cannot be learned from in %d equal parts: choose a gradient accumulation that divides it."
              .formatted(batch, gradientAccumulation));
    }
    Require.atLeast(1, steps, "The number of steps");
    Require.atLeast(1, evaluateEvery, "The distance between evaluations");
    Require.atLeast(1, evaluationBatches, "The number of evaluation batches");
    Require.atLeast(1, checkpointEvery, "The distance between checkpoints");
    Require.atLeast(0, keepCheckpoints, "The number of kept checkpoints");
    Require.atLeast(1, dynamicsEvery, "The distance between pole snapshots");
    Require.notBlank(device, "The device");
  }

  /// Tokens that one step learns from.
  public long tokensPerStep() {
    return (long) batch * length;
  }

  /// Sequences that are in memory at a time: the batch over the gradient accumulation.
  public int microBatch() {
    return batch / gradientAccumulation;
  }

  /// A builder that starts from this configuration.
  public RunConfigurationBuilder toBuilder() {
    return new RunConfigurationBuilder(this);
  }
}
