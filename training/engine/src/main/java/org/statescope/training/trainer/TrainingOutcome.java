package org.statescope.training.trainer;

/// How a training loop ended, after how many steps.
public sealed interface TrainingOutcome {
  long step();

  /// All steps are done.
  record Finished(long step) implements TrainingOutcome {}

  /// The user ended it early; there is a checkpoint of this step.
  record Stopped(long step) implements TrainingOutcome {}

  /// It cannot go on.
  ///
  /// @param sentence what failed and what to do
  record Failed(long step, String sentence) implements TrainingOutcome {}
}
