package org.statescope.training.trainer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.WatchedLayer;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.Command;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.tensor.DeviceException;

/// The training loop: steps, evaluations, pole snapshots and checkpoints of one run, from its last
/// checkpoint (or the beginning) to its last step, obeying the commands in its folder between two
/// steps.
///
/// At step 0, before the first update, the model is validated and its poles are taken. After an
/// update the order is: report, validate, take poles, write a checkpoint; so a checkpoint has
/// everything before it on disk, and what a killed trainer did after it is done again, bit for bit.
///
/// Whoever calls {@link #run} holds the folder's lock.
public final class Trainer {
  private static final long PAUSE_POLL_MILLIS = 50;
  private static final long LOAD_NANOS = 1_000_000_000L;

  private final RunFolder folder;
  private final RunConfiguration configuration;
  private final TrainingProgram program;
  private final TrainingData data;
  private final RunLog log;
  private final TrainerEvents events;
  private final CheckpointStore checkpoints;
  private final StabilityWatch watch;
  private final StepsAhead steps;

  private volatile boolean stopRequested;

  private long step;

  private long lastFinished = Long.MIN_VALUE;
  private long lastLoad = Long.MIN_VALUE;

  /// What was seen of the layers and is not measured yet.
  private @Nullable Observed observed;

  private OptionalDouble validationLoss = OptionalDouble.empty();
  private OptionalDouble bestValidationLoss = OptionalDouble.empty();

  private record Observed(long step, Supplier<List<LayerObservation>> layers) {}

  public Trainer(
      RunFolder folder,
      RunConfiguration configuration,
      TrainingProgram program,
      TrainingData data,
      RunLog log,
      TrainerEvents events) {
    this.folder = folder;
    this.configuration = configuration;
    this.program = program;
    this.data = data;
    this.log = log;
    this.events = new RunLogEvents(log).and(events);
    checkpoints = new CheckpointStore(folder, configuration);
    steps = new StepsAhead(program, configuration, data.training());
    watch = new StabilityWatch(configuration.model().order());
  }

  /// Asks the loop to write a checkpoint and end after the step it is in. For other threads.
  public void requestStop() {
    stopRequested = true;
  }

  /// Trains to the end, a stop or a failure. The run's status tells the same outcome, as far as the
  /// disk allows.
  public TrainingOutcome run() throws IOException {
    try (StatusBoard status = new StatusBoard(folder, configuration, log, program::deviceLoad)) {
      TrainingOutcome outcome = trainOrFail(status);
      tell(outcome, status);
      return outcome;
    }
  }

  private TrainingOutcome trainOrFail(StatusBoard status) {
    try {
      status.start();
      folder.removeLeftovers();
      Optional<Checkpoint> last = folder.latestCheckpoint();
      if (last.isPresent()) {
        restore(last.get());
      }
      try (RunRecorder recorder = RunRecorder.open(folder, last.isPresent() ? step + 1 : 0)) {
        return train(recorder, status, last.isEmpty());
      }
    } catch (UnstableRunException e) {
      return new TrainingOutcome.Failed(step, e.sentence());
    } catch (ArithmeticException e) {
      log.write("The numbers failed.", e);
      return new TrainingOutcome.Failed(step, divergence(e));
    } catch (IOException e) {
      log.write("A file failed.", e);
      return new TrainingOutcome.Failed(step, FailureSentence.of(e, folder.path()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TrainingOutcome.Failed(step, "The training thread was interrupted.");
    } catch (DeviceException e) {
      log.write("The device failed.", e);
      return new TrainingOutcome.Failed(step, "After step %d: %s".formatted(step, e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      log.write("Unexpected failure.", e);
      return new TrainingOutcome.Failed(
          step,
          "Training failed after step %d by %s; log.txt in %s has the details."
              .formatted(step, e.getClass().getSimpleName(), folder.path()));
    }
  }

  private void restore(Checkpoint checkpoint) throws IOException {
    TrainerState state = checkpoints.restore(checkpoint, program);
    step = state.step();
    data.training().drawn(state.batchesDrawn());
    validationLoss = state.validationLoss();
    bestValidationLoss = state.bestValidationLoss();
  }

  private TrainingOutcome train(RunRecorder recorder, StatusBoard status, boolean isNew)
      throws IOException, InterruptedException {
    Pace pace =
        new Pace(step, configuration.steps(), configuration.tokensPerStep(), System.nanoTime());
    status.standing(step, bestValidationLoss);
    status.enter(RunState.RUNNING, null);
    events.began(step, configuration.steps());
    if (isNew) {
      evaluate(recorder, status);
      observe(step);
      if (!program.worksAhead()) {
        recordObserved(recorder);
      }
    }
    while (step < configuration.steps()) {
      if (!steps.isAhead() && mustStop(recorder, status, pace)) {
        checkpoint(recorder);
        return new TrainingOutcome.Stopped(step);
      }
      StepsAhead.Begun begun = steps.take(step);
      boolean observing = isDue(configuration.dynamicsEvery(), step + 1);
      boolean observingAhead = observing && program.worksAhead();
      if (observingAhead) {
        recordObserved(recorder);
        observe(step + 1);
      }
      if (mayWorkAhead(step + 1)) {
        steps.goAhead(step + 1);
      }
      if (!observingAhead) {
        recordObserved(recorder);
      }
      finish(begun, recorder, status, pace);
      if (isDue(configuration.evaluateEvery(), step)) {
        evaluate(recorder, status);
      }
      if (observing && !observingAhead) {
        observe(step);
        recordObserved(recorder);
      }
      if (isDue(configuration.checkpointEvery(), step)) {
        checkpoint(recorder);
      }
    }
    return new TrainingOutcome.Finished(step);
  }

  private boolean isDue(long every, long done) {
    return done % every == 0 || done == configuration.steps();
  }

  /// Whether a step may begin before the one that makes `done` has been reported: not where what
  /// comes between them needs the program as that one left it.
  private boolean mayWorkAhead(long done) throws IOException {
    return program.worksAhead()
        && !isDue(configuration.evaluateEvery(), done)
        && !isDue(configuration.checkpointEvery(), done)
        && !stopRequested
        && folder.pendingCommands().isEmpty();
  }

  private void finish(StepsAhead.Begun begun, RunRecorder recorder, StatusBoard status, Pace pace)
      throws IOException {
    StepResult result = begun.step().result();
    long now = System.nanoTime();
    double tokensPerSecond = pace.step(now - Math.max(begun.at(), lastFinished));
    lastFinished = now;
    requireFinite(result.loss(), "the loss");
    requireFinite(result.gradientNorm(), "the gradient norm");
    step++;
    validationLoss = OptionalDouble.empty();
    StepReport report =
        new StepReport(
            step,
            configuration.steps(),
            result.loss(),
            begun.learningRate(),
            result.gradientNorm(),
            result.constrained(),
            tokensPerSecond,
            pace.secondsLeft(step, System.nanoTime()));
    recorder.step(report);
    recordLoad(recorder, now);
    status.step(report, pace.recentTokensPerSecond());
    events.stepDone(report);
    watch(begun.step().watchedLayers(), recorder, status);
  }

  /// What the device says of its load, as often as it is worth a point.
  private void recordLoad(RunRecorder recorder, long now) throws IOException {
    if (lastLoad == Long.MIN_VALUE || now - lastLoad >= LOAD_NANOS) {
      lastLoad = now;
      Optional<DeviceLoad> load = program.deviceLoad();
      if (load.isPresent()) {
        recorder.deviceLoad(step, load.get());
      }
    }
  }

  /// Tells of state matrices that the update made unstable, and ends the run if it is to stop then.
  private void watch(List<WatchedLayer> layers, RunRecorder recorder, StatusBoard status)
      throws IOException {
    if (layers.isEmpty()) {
      return;
    }
    StabilityWatch.Look look = watch.look(layers);
    recorder.unstableSystems(step, look.unstable().size());
    if (look.fresh().isEmpty()) {
      return;
    }
    String sentence = InstabilitySentence.of(step, look.fresh(), configuration.model());
    events.unstable(sentence);
    switch (configuration.onInstability()) {
      case CONTINUE -> status.enter(RunState.RUNNING, sentence);
      case STOP ->
          throw new UnstableRunException(
              "%s The run stopped: %s; %s cannot become unstable, and --on-instability continue trains on."
                  .formatted(
                      sentence,
                      keptCheckpoint(),
                      configuration.model().structure().hasHeads()
                          ? "a stable decay"
                          : "hurwitz coefficients"));
    }
  }

  private void evaluate(RunRecorder recorder, StatusBoard status) throws IOException {
    double sum = 0;
    for (TokenBatch batch : data.validation()) {
      sum += program.evaluate(batch);
    }
    double loss = sum / data.validation().size();
    requireFinite(loss, "the validation loss");
    validationLoss = OptionalDouble.of(loss);
    bestValidationLoss =
        OptionalDouble.of(Math.min(loss, bestValidationLoss.orElse(Double.POSITIVE_INFINITY)));
    recorder.validation(step, loss);
    status.standing(step, bestValidationLoss);
    events.evaluated(step, loss);
  }

  /// Begins to observe the layers as the update that makes `done` leaves them.
  private void observe(long done) {
    observed = new Observed(done, program.beginObservation(data.validation().getFirst()));
  }

  /// Measures what was observed; on a device while it works on the next step.
  private void recordObserved(RunRecorder recorder) throws IOException {
    if (observed != null) {
      recorder.dynamics(observed.step, configuration.model(), observed.layers.get());
      observed = null;
    }
  }

  private void checkpoint(RunRecorder recorder) throws IOException {
    recordObserved(recorder);
    recorder.force();
    TrainerState state =
        new TrainerState(
            step,
            program.optimizerStep(),
            configuration.seed(),
            data.training().drawn(),
            step == 0 ? 0 : steps.learningRate(step - 1),
            validationLoss,
            bestValidationLoss);
    events.checkpointWritten(checkpoints.write(program, state));
  }

  /// Obeys what was asked, waits while paused, and tells whether to stop.
  private boolean mustStop(RunRecorder recorder, StatusBoard status, Pace pace)
      throws IOException, InterruptedException {
    Set<Command> pending = obeyCheckpointNow(recorder);
    if (pending.contains(Command.RESUME)) {
      folder.obey(Command.RESUME);
    }
    if (pending.contains(Command.PAUSE) && !pending.contains(Command.STOP) && !stopRequested) {
      folder.obey(Command.PAUSE);
      waitWhilePaused(recorder, status, pace);
    }
    boolean stop = stopRequested || folder.pendingCommands().contains(Command.STOP);
    if (stop) {
      folder.obey(Command.STOP);
      folder.obey(Command.PAUSE);
    }
    return stop;
  }

  private void waitWhilePaused(RunRecorder recorder, StatusBoard status, Pace pace)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    status.enter(RunState.PAUSED, null);
    events.paused(step);
    while (!stopRequested) {
      Set<Command> pending = obeyCheckpointNow(recorder);
      if (pending.contains(Command.RESUME) || pending.contains(Command.STOP)) {
        break;
      }
      Thread.sleep(PAUSE_POLL_MILLIS);
    }
    folder.obey(Command.RESUME);
    pace.held(System.nanoTime() - begin);
    status.enter(RunState.RUNNING, null);
    events.continued(step);
  }

  private Set<Command> obeyCheckpointNow(RunRecorder recorder) throws IOException {
    Set<Command> pending = folder.pendingCommands();
    if (pending.contains(Command.CHECKPOINT_NOW)) {
      checkpoint(recorder);
      folder.obey(Command.CHECKPOINT_NOW);
    }
    return pending;
  }

  private void tell(TrainingOutcome outcome, StatusBoard status) {
    try {
      switch (outcome) {
        case TrainingOutcome.Finished _ -> status.enter(RunState.FINISHED, null);
        case TrainingOutcome.Stopped _ -> status.enter(RunState.STOPPED, null);
        case TrainingOutcome.Failed failed -> status.enter(RunState.FAILED, failed.sentence());
      }
    } catch (IOException e) {
      log.write("The last status could not be written.", e);
    }
    events.ended(outcome);
  }

  private void requireFinite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException(what + " is " + value);
    }
  }

  private String divergence(ArithmeticException failure) {
    return "Training failed at step %d (%s): %s, and a new run with a smaller --learning-rate may help."
        .formatted(step + 1, failure.getMessage(), keptCheckpoint());
  }

  private String keptCheckpoint() {
    try {
      return folder
          .latestCheckpoint()
          .map(last -> "the checkpoint of step %d is kept".formatted(last.step()))
          .orElse("there was no checkpoint yet");
    } catch (IOException e) {
      return "its checkpoints are untouched";
    }
  }
}
