package org.statescope.training.experiment;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.statescope.training.run.Command;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;

/// Trains the runs of an experiment that are not finished, one after the other so that none
/// disturbs another's speed. A run that fails leaves the rest alone. The caller holds the
/// experiment's lock.
public final class ExperimentRunner {
  private static final long POLL_MILLIS = 200;

  /// A trainer that takes longer to obey a stop is ended; its last checkpoint is on disk.
  private static final long STOP_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(100);

  /// Exit codes of a trainer that was told to end by SIGINT (Ctrl-C reaches the whole group) or
  /// SIGTERM.
  private static final List<Integer> INTERRUPTED = List.of(130, 143);

  private final ExperimentFolder folder;
  private final List<PlannedRun> runs;
  private final RunWorkers workers;
  private final ExperimentEvents events;
  private final TimeLeft timeLeft = new TimeLeft();
  private volatile boolean stopRequested;

  public ExperimentRunner(
      ExperimentFolder folder, ExperimentPlan plan, RunWorkers workers, ExperimentEvents events) {
    this.folder = folder;
    this.runs = plan.runs();
    this.workers = workers;
    this.events = events;
  }

  /// Asks to end soon: the run that trains writes a checkpoint first. For other threads.
  public void requestStop() {
    stopRequested = true;
  }

  /// Trains what is not finished.
  public ExperimentOutcome run() throws IOException, InterruptedException {
    List<PlannedRun> open = new ArrayList<>();
    for (PlannedRun run : runs) {
      if (isFinished(folder.runFolder(run))) {
        timeLeft.finished(run, folder.sessions());
        events.ended(number(run), run, "finished before");
      } else {
        open.add(run);
      }
    }
    List<String> unfinished = new ArrayList<>();
    for (int i = 0; i < open.size() && !stopRequested; i++) {
      PlannedRun run = open.get(i);
      RunFolder runFolder = folder.runFolder(run);
      OptionalInt exitCode = train(run, runFolder, open.subList(i + 1, open.size()));
      if (isFinished(runFolder)) {
        timeLeft.finished(run, folder.sessions());
        events.ended(number(run), run, "finished");
      } else if (exitCode.isPresent() && INTERRUPTED.contains(exitCode.getAsInt())) {
        stopRequested = true;
      } else if (!stopRequested) {
        unfinished.add(run.name());
        events.ended(number(run), run, whyNotFinished(run, runFolder.status(), exitCode));
      }
    }
    if (stopRequested) {
      return new ExperimentOutcome.Stopped();
    }
    return unfinished.isEmpty()
        ? new ExperimentOutcome.Complete()
        : new ExperimentOutcome.Incomplete(List.copyOf(unfinished));
  }

  private int number(PlannedRun run) {
    return runs.indexOf(run) + 1;
  }

  private static boolean isFinished(RunFolder run) throws IOException {
    RunStatus status = run.status();
    return status.state() == RunState.FINISHED && status.lastStep() == run.configuration().steps();
  }

  /// Trains one run to its end or to a stop.
  ///
  /// @return the exit code of its trainer
  private OptionalInt train(PlannedRun run, RunFolder runFolder, List<PlannedRun> later)
      throws IOException, InterruptedException {
    awaitEarlierTrainer(run, runFolder, later);
    if (stopRequested || isFinished(runFolder)) {
      return OptionalInt.empty();
    }
    Instant begin = Instant.now();
    Process process = workers.start(runFolder.path(), folder.workerOutput(run));
    ProcessMeter meter = new ProcessMeter(process.toHandle());
    long beginNanos = System.nanoTime();
    long stopNanos = 0;
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      meter.sample();
      if (stopRequested && stopNanos == 0) {
        stopNanos = System.nanoTime();
        runFolder.send(Command.STOP);
      }
      if (stopNanos != 0 && System.nanoTime() - stopNanos > STOP_PATIENCE_NANOS) {
        process.destroyForcibly();
      }
      tellProgress(run, runFolder, beginNanos, later);
    }
    folder.keep(
        new WorkerSession(
            run.name(),
            begin,
            Instant.now(),
            process.exitValue(),
            meter.peak(),
            meter.processorsBusyElsewhere()));
    return OptionalInt.of(process.exitValue());
  }

  /// A command that was killed leaves its trainer at work: it is let finish, or asked to stop.
  private void awaitEarlierTrainer(PlannedRun run, RunFolder runFolder, List<PlannedRun> later)
      throws IOException, InterruptedException {
    long beginNanos = System.nanoTime();
    boolean asked = false;
    while (runFolder.status().isAlive()) {
      if (stopRequested && !asked) {
        asked = true;
        runFolder.send(Command.STOP);
      }
      tellProgress(run, runFolder, beginNanos, later);
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void tellProgress(
      PlannedRun run, RunFolder runFolder, long beginNanos, List<PlannedRun> later)
      throws IOException {
    double elapsed = (System.nanoTime() - beginNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    RunStatus status = runFolder.status();
    events.progress(number(run), run, status, timeLeft.estimate(run, status, elapsed, later));
  }

  private String whyNotFinished(PlannedRun run, RunStatus status, OptionalInt exitCode)
      throws IOException {
    if (status.state() == RunState.FAILED && status.reason() != null) {
      return status.reason();
    }
    if (status.state() == RunState.STOPPED) {
      return "stopped at step %d; the same command goes on".formatted(status.lastStep());
    }
    return "its trainer ended at step %d with exit code %s; see %s"
        .formatted(
            status.lastStep(),
            exitCode.isPresent() ? exitCode.getAsInt() : "unknown",
            folder.workerOutput(run));
  }
}
