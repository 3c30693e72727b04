package org.statescope.training.trainer;

import org.statescope.training.run.Checkpoint;

/// Writes the milestones of a run, but not every step, to its log.
final class RunLogEvents implements TrainerEvents {
  private final RunLog log;

  RunLogEvents(RunLog log) {
    this.log = log;
  }

  @Override
  public void began(long step, long totalSteps) {
    log.write("Training from step %d to %d.".formatted(step, totalSteps));
  }

  @Override
  public void evaluated(long step, double loss) {
    log.write("Step %d: validation loss %.5f nats per token.".formatted(step, loss));
  }

  @Override
  public void checkpointWritten(Checkpoint checkpoint) {
    log.write("Step %d: checkpoint %s.".formatted(checkpoint.step(), checkpoint.path()));
  }

  @Override
  public void unstable(String sentence) {
    log.write(sentence);
  }

  @Override
  public void paused(long step) {
    log.write("Step %d: paused.".formatted(step));
  }

  @Override
  public void continued(long step) {
    log.write("Step %d: continued.".formatted(step));
  }

  @Override
  public void ended(TrainingOutcome outcome) {
    log.write(
        switch (outcome) {
          case TrainingOutcome.Finished(long step) -> "Step %d: finished.".formatted(step);
          case TrainingOutcome.Stopped(long step) -> "Step %d: stopped.".formatted(step);
          case TrainingOutcome.Failed(long step, String sentence) ->
              "Step %d: failed. %s".formatted(step, sentence);
        });
  }
}
