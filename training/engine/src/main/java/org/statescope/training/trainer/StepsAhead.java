package org.statescope.training.trainer;

import org.jspecify.annotations.Nullable;
import org.statescope.training.optimizer.LearningRateSchedule;
import org.statescope.training.run.RunConfiguration;

/// Begins the steps of a run in their order, one of them ahead of the report of the last where the
/// program works ahead.
final class StepsAhead {
  private final TrainingProgram program;
  private final RunConfiguration configuration;
  private final BatchSequence batches;
  private @Nullable Begun ahead;

  /// @param learningRate of the step
  /// @param at when it began, in nanoseconds
  record Begun(BegunStep step, double learningRate, long at) {}

  StepsAhead(TrainingProgram program, RunConfiguration configuration, BatchSequence batches) {
    this.program = program;
    this.configuration = configuration;
    this.batches = batches;
  }

  /// Whether a step has begun that was not taken.
  boolean isAhead() {
    return ahead != null;
  }

  /// Takes the step that follows `updates` others; it begins now if it has not.
  Begun take(long updates) {
    Begun next = ahead == null ? begin(updates) : ahead;
    ahead = null;
    return next;
  }

  /// Begins the step that follows `updates` others, to be taken later.
  void goAhead(long updates) {
    ahead = begin(updates);
  }

  private Begun begin(long updates) {
    TokenBatch batch = batches.next();
    double learningRate = learningRate(updates);
    long at = System.nanoTime();
    return new Begun(program.begin(batch, learningRate), learningRate, at);
  }

  /// The rate of the update that follows `updates` others.
  double learningRate(long updates) {
    return LearningRateSchedule.learningRate(
        configuration.optimizer(), updates, configuration.steps());
  }
}
