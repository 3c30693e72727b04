package org.statescope.training.experiment.evidence;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.statescope.training.experiment.ExperimentFolder;
import org.statescope.training.experiment.PlannedRun;
import org.statescope.training.experiment.WorkerSession;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;
import org.statescope.training.run.event.EventHistory;
import org.statescope.training.run.event.Tags;

/// What one run measured.
///
/// @param finished whether it has all its steps; only such runs enter the comparison
/// @param standing where it is, in words
/// @param validationLoss nats per token over the run
/// @param trainingLoss nats per token of each step's batch
/// @param stepSeconds seconds of each training step, without validation and checkpoints
/// @param medianTokensPerSecond of the training steps
/// @param peakResidentBytes of its trainer process
/// @param processorsBusyElsewhere average over its sessions
public record RunEvidence(
    PlannedRun run,
    RunFolder folder,
    boolean finished,
    String standing,
    Curve validationLoss,
    Curve trainingLoss,
    double[] stepSeconds,
    OptionalDouble medianTokensPerSecond,
    OptionalLong peakResidentBytes,
    OptionalDouble processorsBusyElsewhere,
    Optional<ConstraintMeter> constraintMeter) {

  /// @param sessions of the whole experiment
  static RunEvidence read(ExperimentFolder experiment, PlannedRun run, List<WorkerSession> sessions)
      throws IOException {
    RunFolder folder = RunFolder.open(experiment.runPath(run));
    RunConfiguration configuration = folder.configuration();
    RunStatus status = folder.status();
    List<WorkerSession> own =
        sessions.stream().filter(session -> session.run().equals(run.name())).toList();
    try (EventHistory events = new EventHistory(folder.path())) {
      events.poll();
      double[] speeds = events.series(Tags.TOKENS_PER_SECOND).values();
      return new RunEvidence(
          run,
          folder,
          status.state() == RunState.FINISHED && status.lastStep() == configuration.steps(),
          standing(status, events.damages().size()),
          Curve.of(events.series(Tags.VALIDATION_LOSS)),
          Curve.of(events.series(Tags.TRAIN_LOSS)),
          Arrays.stream(speeds).map(speed -> configuration.tokensPerStep() / speed).toArray(),
          median(speeds),
          own.stream().flatMapToLong(session -> session.peakResidentBytes().stream()).max(),
          own.stream()
              .flatMapToDouble(session -> session.processorsBusyElsewhere().stream())
              .average(),
          ConstraintMeter.of(events));
    }
  }

  private static String standing(RunStatus status, int damages) {
    String state = status.isInterrupted() ? "interrupted" : status.state().label();
    String words = "%s at step %d of %d".formatted(state, status.lastStep(), status.totalSteps());
    String reason = status.reason() == null ? "" : ": " + status.reason();
    String gaps = damages == 0 ? "" : "; %d stretches of its events are damaged".formatted(damages);
    return words + reason + gaps;
  }

  private static OptionalDouble median(double[] values) {
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  /// exp of the validation loss after the last step of a finished run.
  public OptionalDouble finalPerplexity() {
    return finished && validationLoss.size() > 0
        ? OptionalDouble.of(Math.exp(validationLoss.values()[validationLoss.size() - 1]))
        : OptionalDouble.empty();
  }

  /// exp of the smallest validation loss of a finished run.
  public OptionalDouble bestPerplexity() {
    return finished
        ? Arrays.stream(validationLoss.values()).map(Math::exp).min()
        : OptionalDouble.empty();
  }

  /// Seconds of all training steps of a finished run together.
  public OptionalDouble trainingSeconds() {
    return finished ? OptionalDouble.of(Arrays.stream(stepSeconds).sum()) : OptionalDouble.empty();
  }
}
