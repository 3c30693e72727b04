package org.statescope.training.cli;

import org.jspecify.annotations.Nullable;
import org.statescope.training.run.InstabilityPolicy;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.OptimizerConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunConfigurationBuilder;
import picocli.CommandLine.Option;

/// Options that change the preset's sizes, optimiser and intervals.
final class LoopOptions {
  /// Where --steps shortens a run, its warm-up takes at most this part of it.
  private static final long STEPS_PER_WARMUP_STEP = 10;

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the run.")
  private @Nullable String name;

  @Option(names = "--steps", paramLabel = "STEPS", description = "Updates of the whole run.")
  private @Nullable Long steps;

  @Option(names = "--batch", paramLabel = "SEQUENCES", description = "Sequences per update.")
  private @Nullable Integer batch;

  @Option(
      names = "--gradient-accumulation",
      paramLabel = "PARTS",
      description = "Equal parts of the batch, learned from one after the other to save memory.")
  private @Nullable Integer gradientAccumulation;

  @Option(names = "--length", paramLabel = "TOKENS", description = "Tokens per sequence.")
  private @Nullable Integer length;

  @Option(names = "--learning-rate", paramLabel = "RATE", description = "Peak learning rate.")
  private @Nullable Double learningRate;

  @Option(
      names = "--warmup-steps",
      paramLabel = "STEPS",
      description = "Steps of linear warm-up (default: the preset's, at most a tenth of --steps).")
  private @Nullable Long warmupSteps;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Decides the initial weights and the order of batches.")
  private @Nullable Long seed;

  @Option(
      names = "--evaluate-every",
      paramLabel = "STEPS",
      description = "Steps between validations.")
  private @Nullable Long evaluateEvery;

  @Option(
      names = "--evaluation-batches",
      paramLabel = "BATCHES",
      description = "Batches of one validation.")
  private @Nullable Integer evaluationBatches;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      description = "Steps between checkpoints.")
  private @Nullable Long checkpointEvery;

  @Option(
      names = "--keep-checkpoints",
      paramLabel = "COUNT",
      description = "Newest checkpoints to keep, besides the best one; 0 keeps all.")
  private @Nullable Integer keepCheckpoints;

  @Option(
      names = "--dynamics-every",
      paramLabel = "STEPS",
      description = "Steps between pole snapshots.")
  private @Nullable Long dynamicsEvery;

  @Option(
      names = "--on-instability",
      paramLabel = "stop|continue",
      description = "What to do when a state matrix becomes unstable.")
  private @Nullable String onInstability;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where to train: cpu, auto, or a name that statescope devices lists.")
  private @Nullable String device;

  @Option(
      names = "--precision",
      paramLabel = "float32|tf32|bf16",
      description =
          "How factors of matrix products are rounded; tf32 and bf16 need a graphics processor.")
  private @Nullable String precision;

  /// The steps of the whole run, if they were given.
  @Nullable Long steps() {
    return steps;
  }

  /// The device, if one was given.
  @Nullable String device() {
    return device;
  }

  /// The precision, if one was given.
  @Nullable String precision() {
    return precision;
  }

  void applyTo(RunConfigurationBuilder run, RunConfiguration preset) {
    long allSteps = steps == null ? preset.steps() : steps;
    run.optimizer(optimizer(preset.optimizer(), allSteps)).steps(allSteps);
    if (name != null) {
      run.name(name);
    }
    if (batch != null) {
      run.batch(batch);
    }
    if (gradientAccumulation != null) {
      run.gradientAccumulation(gradientAccumulation);
    }
    if (length != null) {
      run.length(length);
    }
    if (seed != null) {
      run.seed(seed);
    }
    if (evaluateEvery != null) {
      run.evaluateEvery(evaluateEvery);
    }
    if (evaluationBatches != null) {
      run.evaluationBatches(evaluationBatches);
    }
    if (checkpointEvery != null) {
      run.checkpointEvery(checkpointEvery);
    }
    if (keepCheckpoints != null) {
      run.keepCheckpoints(keepCheckpoints);
    }
    if (dynamicsEvery != null) {
      run.dynamicsEvery(dynamicsEvery);
    }
    if (onInstability != null) {
      run.onInstability(InstabilityPolicy.ofLabel(onInstability));
    }
    if (device != null) {
      run.device(Devices.known(device));
    }
    if (precision != null) {
      run.precision(MatrixPrecision.ofLabel(precision));
    }
  }

  private OptimizerConfiguration optimizer(OptimizerConfiguration preset, long allSteps) {
    OptimizerConfiguration optimizer =
        learningRate == null ? preset : preset.withLearningRate(learningRate);
    if (warmupSteps != null) {
      return optimizer.withWarmupSteps(warmupSteps);
    }
    return steps == null
        ? optimizer
        : optimizer.withWarmupSteps(
            Math.min(preset.warmupSteps(), allSteps / STEPS_PER_WARMUP_STEP));
  }
}
