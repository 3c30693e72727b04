package org.statescope.training.trainer;

import java.io.IOException;
import java.util.Optional;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

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
  private static final long LOAD_NANOS = 1_000_000_000L;

  private final RunFolder folder;
  private final RunConfiguration configuration;
  private final TrainingProgram program;
  private final TrainingData data;
  private final RunLog log;
  private final TrainerEvents events;
  private final CheckpointStore checkpoints;
  private final RunCommands commands;
  private final Validation validation;
  private final LayerObserver observer;
  private final StabilityGuard stability;
  private final StepsAhead steps;

  private long step;
  private boolean interrupted;

  private long lastFinished = Long.MIN_VALUE;
  private long lastLoad = Long.MIN_VALUE;

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
    commands = new RunCommands(folder, this.events);
    validation = new Validation(program, data.validation());
    observer = new LayerObserver(program, configuration.model(), data.validation().getFirst());
    stability = new StabilityGuard(folder, configuration, this.events);
  }

  /// Asks the loop to write a checkpoint and end after the step it is in. For other threads.
  public void requestStop() {
    commands.requestStop();
  }

  /// Trains to the end, a stop or a failure. The run's status tells the same outcome, as far as the
  /// disk allows.
  public TrainingOutcome run() throws IOException {
    try (StatusBoard status = new StatusBoard(folder, configuration, log, program::deviceLoad)) {
      TrainingOutcome outcome = trainOrFail(status);
      tell(outcome, status);
      return outcome;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
    } catch (IOException | InterruptedException | RuntimeException | OutOfMemoryError e) {
      // A thread that is interrupted cannot write files: it is again when the last is written.
      interrupted = Thread.interrupted() || e instanceof InterruptedException;
      if (!(e instanceof UnstableRunException)) {
        log.write("Training failed after step %d.".formatted(step), e);
      }
      return new TrainingOutcome.Failed(step, FailureSentence.of(e, step, folder));
    }
  }

  private void restore(Checkpoint checkpoint) throws IOException {
    TrainerState state = checkpoints.restore(checkpoint, program);
    step = state.step();
    data.training().drawn(state.batchesDrawn());
    validation.restore(state);
  }

  private TrainingOutcome train(RunRecorder recorder, StatusBoard status, boolean isNew)
      throws IOException, InterruptedException {
    Pace pace =
        new Pace(step, configuration.steps(), configuration.tokensPerStep(), System.nanoTime());
    status.standing(step, validation.best());
    status.enter(RunState.RUNNING, null);
    events.began(step, configuration.steps());
    if (isNew) {
      evaluate(recorder, status);
      observer.observe(step);
      if (!program.worksAhead()) {
        observer.record(recorder);
      }
    }
    while (step < configuration.steps()) {
      if (!steps.isAhead() && commands.mustStop(step, status, pace, () -> checkpoint(recorder))) {
        checkpoint(recorder);
        return new TrainingOutcome.Stopped(step);
      }
      StepsAhead.Begun begun = steps.take(step);
      boolean observing = isDue(configuration.dynamicsEvery(), step + 1);
      boolean observingAhead = observing && program.worksAhead();
      if (observingAhead) {
        observer.record(recorder);
        observer.observe(step + 1);
      }
      if (mayWorkAhead(step + 1)) {
        steps.goAhead(step + 1);
      }
      if (!observingAhead) {
        observer.record(recorder);
      }
      finish(begun, recorder, status, pace);
      if (isDue(configuration.evaluateEvery(), step)) {
        evaluate(recorder, status);
      }
      if (observing && !observingAhead) {
        observer.observe(step);
        observer.record(recorder);
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
        && commands.areNone();
  }

  private void finish(StepsAhead.Begun begun, RunRecorder recorder, StatusBoard status, Pace pace)
      throws IOException {
    StepResult result = begun.step().result();
    long now = System.nanoTime();
    double tokensPerSecond = pace.step(now - Math.max(begun.at(), lastFinished));
    lastFinished = now;
    Finite.require(result.loss(), "the loss");
    Finite.require(result.gradientNorm(), "the gradient norm");
    step++;
    validation.expire();
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
    stability.look(step, begun.step().watchedLayers(), recorder, status);
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

  private void evaluate(RunRecorder recorder, StatusBoard status) throws IOException {
    double loss = validation.evaluate();
    recorder.validation(step, loss);
    status.standing(step, validation.best());
    events.evaluated(step, loss);
  }

  private void checkpoint(RunRecorder recorder) throws IOException {
    observer.record(recorder);
    recorder.force();
    TrainerState state =
        new TrainerState(
            step,
            program.optimizerStep(),
            configuration.seed(),
            data.training().drawn(),
            step == 0 ? 0 : steps.learningRate(step - 1),
            validation.loss(),
            validation.best());
    events.checkpointWritten(checkpoints.write(program, state));
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
}
