package org.statescope.training.trainer;

import org.statescope.training.run.Checkpoint;

/// What a training loop tells those who watch it in its own process. Called on the loop's thread:
/// be quick.
public interface TrainerEvents {
  /// The loop begins after `step` updates of an earlier trainer, 0 for a new run.
  default void began(long step, long totalSteps) {}

  default void stepDone(StepReport report) {}

  /// @param loss mean nats per token over all validation batches
  default void evaluated(long step, double loss) {}

  default void checkpointWritten(Checkpoint checkpoint) {}

  /// State matrices became unstable.
  ///
  /// @param sentence which, and at which step
  default void unstable(String sentence) {}

  default void paused(long step) {}

  default void continued(long step) {}

  default void ended(TrainingOutcome outcome) {}

  /// Tells both, first this one.
  default TrainerEvents and(TrainerEvents other) {
    TrainerEvents first = this;
    return new TrainerEvents() {
      @Override
      public void began(long step, long totalSteps) {
        first.began(step, totalSteps);
        other.began(step, totalSteps);
      }

      @Override
      public void stepDone(StepReport report) {
        first.stepDone(report);
        other.stepDone(report);
      }

      @Override
      public void evaluated(long step, double loss) {
        first.evaluated(step, loss);
        other.evaluated(step, loss);
      }

      @Override
      public void checkpointWritten(Checkpoint checkpoint) {
        first.checkpointWritten(checkpoint);
        other.checkpointWritten(checkpoint);
      }

      @Override
      public void unstable(String sentence) {
        first.unstable(sentence);
        other.unstable(sentence);
      }

      @Override
      public void paused(long step) {
        first.paused(step);
        other.paused(step);
      }

      @Override
      public void continued(long step) {
        first.continued(step);
        other.continued(step);
      }

      @Override
      public void ended(TrainingOutcome outcome) {
        first.ended(outcome);
        other.ended(outcome);
      }
    };
  }
}
