package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.Command;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.LayerDynamics;
import org.statescope.training.run.event.EventHistory;
import org.statescope.training.run.event.ScalarSeries;
import org.statescope.training.run.event.Tags;

class TrainerTest {
  @TempDir private Path runs;

  private RunFolder create(long steps) throws IOException {
    return SmallRuns.create(runs, SmallRuns.configuration(steps));
  }

  @Test
  void aRunLearnsAndReportsEveryStep() throws IOException {
    RunFolder run = create(120);
    assertEquals(new TrainingOutcome.Finished(120), SmallRuns.train(run));
    try (EventHistory history = new EventHistory(run.path())) {
      history.poll();
      ScalarSeries loss = history.series(Tags.TRAIN_LOSS);
      assertArrayEquals(LongStream.rangeClosed(1, 120).toArray(), loss.steps());
      ScalarSeries validation = history.series(Tags.VALIDATION_LOSS);
      long[] evaluated = LongStream.rangeClosed(0, 12).map(i -> 10 * i).toArray();
      assertArrayEquals(evaluated, validation.steps());
      assertEquals(Math.log(256), validation.value(0), 0.01);
      assertTrue(validation.value(12) < 4, "validation loss " + validation.value(12));
      ScalarSeries perplexity = history.series(Tags.VALIDATION_PERPLEXITY);
      assertEquals(Math.exp(validation.value(12)), perplexity.value(12), 1e-4);
      assertEquals(120, history.series(Tags.GRADIENT_NORM).size());
      assertEquals(5.0 / 3, history.series(Tags.LEARNING_RATE).value(0), 1e-6);
      assertEquals(
          run.status().bestValidationLoss().orElseThrow(),
          Arrays.stream(validation.values()).min().orElseThrow(),
          1e-6);
    }
    assertEquals(RunState.FINISHED, run.status().state());
    assertEquals(120, run.status().lastStep());
  }

  @Test
  void polesAreTakenBeforeTrainingAndThenAtTheirInterval() throws IOException {
    RunFolder run = create(12);
    SmallRuns.train(run);
    DynamicsFolder dynamics = new DynamicsFolder(run.path());
    assertEquals(List.of(0L, 5L, 10L, 12L), dynamics.steps());
    LayerDynamics layer = dynamics.read(0).layers().getFirst();
    assertEquals(2, layer.systems());
    assertEquals(1, layer.stabilityMargin(0).orElseThrow(), 0.1);
    assertTrue(layer.controllabilityGramianCondition(0).orElseThrow() > 1);
    assertEquals(0.04f, (float) layer.medianStepSize(0), 0.011f);
  }

  @Test
  void theEventsCountWhatAConstraintChangesAtEveryStep() throws IOException {
    RunConfiguration start = SmallRuns.configuration(3);
    RunConfiguration configuration =
        start.toBuilder()
            .optimizer(start.optimizer().withLearningRate(40).withWarmupSteps(0))
            .model(
                Presets.get("mamba2-tiny").model().toBuilder()
                    .modelWidth(16)
                    .layers(2)
                    .order(4)
                    .headWidth(8)
                    .decay(DecayParameterisation.PROJECTED)
                    .build())
            .build();
    RunFolder run = SmallRuns.create(runs, configuration);
    try (CpuTrainingProgram program = CpuTrainingProgram.create(configuration, 1)) {
      SmallRuns.train(run, program, new TrainerEvents() {});
    }
    try (EventHistory history = new EventHistory(run.path())) {
      history.poll();
      ScalarSeries changed = history.series(Tags.CONSTRAINED);
      assertArrayEquals(history.series(Tags.TRAIN_LOSS).steps(), changed.steps());
      // A step of 40 carries each of the 8 rates, which start within −16 … −1, across 0 or far
      // down.
      assertTrue(changed.value(0) > 0 && changed.value(0) < 8, changed.value(0) + " changed");
    }
  }

  @Test
  void aCheckpointIsAHuggingFaceFolder() throws IOException {
    RunFolder run = create(8);
    SmallRuns.train(run);
    Checkpoint checkpoint = run.latestCheckpoint().orElseThrow();
    assertEquals(
        List.of(
            "config.json",
            "model.safetensors",
            "optimizer.safetensors",
            "state.json",
            "tokenizer.json",
            "tokenizer_config.json"),
        names(checkpoint.path()));
    try (SafetensorsFile model = SafetensorsFile.open(checkpoint.model())) {
      assertEquals("pt", model.metadata().get("format"));
      assertEquals(List.of("backbone.table.weight"), model.names());
    }
    String configuration = Files.readString(checkpoint.modelConfiguration());
    assertTrue(configuration.contains("\"MambaForCausalLM\""), configuration);
    assertTrue(configuration.contains("\"hidden_size\" : 128"), configuration);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theNewestCheckpointsAndTheBestAreKept() throws IOException {
    RunConfiguration configuration =
        SmallRuns.configuration(100).toBuilder()
            .checkpointEvery(10)
            .keepCheckpoints(2)
            .optimizer(SmallRuns.configuration(100).optimizer().withLearningRate(60))
            .build();
    RunFolder run = SmallRuns.create(runs, configuration);
    SmallRuns.train(run);
    List<Long> kept = run.checkpoints().stream().map(Checkpoint::step).toList();
    long best = bestStep(run);
    List<Long> expected = Stream.of(best, 90L, 100L).distinct().sorted().toList();
    assertEquals(expected, kept);
  }

  private static long bestStep(RunFolder run) throws IOException {
    try (EventHistory history = new EventHistory(run.path())) {
      history.poll();
      ScalarSeries loss = history.series(Tags.VALIDATION_LOSS);
      int best = 1;
      for (int i = 2; i < loss.size(); i++) {
        best = loss.value(i) < loss.value(best) ? i : best;
      }
      return loss.step(best);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aRunThatIsStoppedAndResumedAnywhereEndsAsIfItWereNot(long seed) throws IOException {
    RunFolder whole = create(60);
    SmallRuns.train(whole);
    RunFolder parts = create(60);
    Random random = new Random(seed);
    TrainingOutcome outcome;
    int stops = 0;
    do {
      long stopAfter = 1 + random.nextInt(20);
      outcome = SmallRuns.train(parts, stopAfter(parts, stopAfter));
      stops++;
    } while (!(outcome instanceof TrainingOutcome.Finished));
    assertTrue(stops > 1);
    RunComparison.assertSame(whole, parts);
  }

  /// Sends the command to stop when so many steps are done.
  private static TrainerEvents stopAfter(RunFolder run, long steps) {
    return new TrainerEvents() {
      private long done;

      @Override
      public void stepDone(StepReport report) {
        done++;
        if (done == steps) {
          send(run, Command.STOP);
        }
      }
    };
  }

  private static void send(RunFolder run, Command command) {
    try {
      run.send(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatACrashDidAfterTheLastCheckpointIsDoneAgainTheSame() throws IOException {
    RunFolder whole = create(40);
    SmallRuns.train(whole);
    RunFolder crashed = create(40);
    // Checkpoints are at 8, 16 …: the steps 17 to 21, the evaluation and poles of 20 are lost.
    try (BigramProgram program = new BigramProgram(crashed.configuration(), 22)) {
      SmallRuns.train(crashed, program, new TrainerEvents() {});
    }
    assertEquals(16, crashed.latestCheckpoint().orElseThrow().step());
    assertEquals(new TrainingOutcome.Finished(40), SmallRuns.train(crashed));
    RunComparison.assertSame(whole, crashed);
  }

  @Test
  void divergenceFailsTheRunInOneSentenceAndKeepsTheCheckpointBefore() throws IOException {
    RunFolder run = create(40);
    TrainingOutcome outcome;
    try (BigramProgram program = new BigramProgram(run.configuration(), 13)) {
      outcome = SmallRuns.train(run, program, new TrainerEvents() {});
    }
    String sentence = assertInstanceOf(TrainingOutcome.Failed.class, outcome).sentence();
    assertTrue(sentence.contains("step 13"), sentence);
    assertTrue(sentence.contains("checkpoint of step 8 is kept"), sentence);
    assertEquals(1, sentence.lines().count());
    assertEquals(RunState.FAILED, run.status().state());
    assertEquals(sentence, run.status().reason());
    assertEquals(8, run.latestCheckpoint().orElseThrow().step());
  }

  @Test
  void aDamagedCheckpointIsNamedAndTheOneBeforeWorks() throws IOException {
    RunFolder run = create(20);
    SmallRuns.train(run, stopAfter(run, 17));
    Checkpoint last = run.latestCheckpoint().orElseThrow();
    byte[] bytes = Files.readAllBytes(last.model());
    Files.write(last.model(), Arrays.copyOf(bytes, bytes.length - 1));
    TrainingOutcome outcome = SmallRuns.train(run);
    String sentence = assertInstanceOf(TrainingOutcome.Failed.class, outcome).sentence();
    assertTrue(sentence.contains(last.path().toString()), sentence);
    run.removeCheckpoint(last);
    assertEquals(new TrainingOutcome.Finished(20), SmallRuns.train(run));
  }

  @Test
  void aCheckpointIsWrittenWithinAStepOfAskingForIt() throws IOException {
    RunFolder run = create(20);
    SmallRuns.train(
        run,
        new TrainerEvents() {
          @Override
          public void stepDone(StepReport report) {
            if (report.step() == 11) {
              send(run, Command.CHECKPOINT_NOW);
            }
          }
        });
    List<Long> steps = run.checkpoints().stream().map(Checkpoint::step).toList();
    assertEquals(List.of(8L, 11L, 16L, 20L), steps);
    assertTrue(run.pendingCommands().isEmpty());
  }

  @Test
  void aPausedRunWaitsBeatsAndGoesOn() throws Exception {
    RunFolder run = create(20);
    Thread user = Thread.ofPlatform().unstarted(() -> resumeAfterABeat(run, 11));
    TrainingOutcome outcome = SmallRuns.train(run, pauseAfter(run, 11, user::start));
    user.join();
    assertEquals(new TrainingOutcome.Finished(20), outcome);
    assertTrue(run.pendingCommands().isEmpty());
  }

  private static void resumeAfterABeat(RunFolder run, long step) {
    try {
      Instant before = run.status().heartbeat();
      while (!run.status().heartbeat().isAfter(before)) {
        Thread.sleep(20);
      }
      RunState state = run.status().state();
      run.send(
          state == RunState.PAUSED && run.status().lastStep() == step
              ? Command.RESUME
              : Command.STOP);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPausedRunCanBeStopped() throws IOException {
    RunFolder run = create(20);
    TrainingOutcome outcome =
        SmallRuns.train(run, pauseAfter(run, 3, () -> send(run, Command.STOP)));
    assertEquals(new TrainingOutcome.Stopped(3), outcome);
    assertEquals(RunState.STOPPED, run.status().state());
    assertEquals(3, run.latestCheckpoint().orElseThrow().step());
  }

  /// Sends the command to pause when so many steps are done.
  ///
  /// @param paused what happens on the training thread when it pauses
  private static TrainerEvents pauseAfter(RunFolder run, long step, Runnable paused) {
    return new TrainerEvents() {
      @Override
      public void stepDone(StepReport report) {
        if (report.step() == step) {
          send(run, Command.PAUSE);
        }
      }

      @Override
      public void paused(long done) {
        paused.run();
      }
    };
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no folder with an open file can be removed")
  void aRunWhoseFolderIsRemovedEndsAndDoesNotBringItBack() throws IOException {
    // 8 is a step of checkpoints, 10 one of poles, 3 of nothing.
    for (long step : new long[] {3, 8, 10}) {
      RunFolder run = create(20);
      TrainingOutcome outcome = SmallRuns.train(run, removeAfter(run, step));
      String sentence = assertInstanceOf(TrainingOutcome.Failed.class, outcome).sentence();
      assertTrue(sentence.contains("removed"), sentence);
      assertFalse(Files.exists(run.path()), "step " + step);
    }
  }

  private static TrainerEvents removeAfter(RunFolder run, long step) {
    return new TrainerEvents() {
      @Override
      public void stepDone(StepReport report) {
        if (report.step() == step) {
          remove(run.path());
        }
      }
    };
  }

  /// Again where the heart has written meanwhile.
  private static void remove(Path folder) {
    while (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (DirectoryNotEmptyException e) {
        Thread.onSpinWait();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no folder with an open file can be removed")
  void aPausedRunWhoseFolderIsRemovedEnds() throws IOException {
    RunFolder run = create(20);
    TrainerEvents pauseAndRemove = pauseAfter(run, 3, () -> remove(run.path()));
    assertInstanceOf(TrainingOutcome.Failed.class, SmallRuns.train(run, pauseAndRemove));
    assertFalse(Files.exists(run.path()));
  }

  @Test
  void anInterruptedTrainerStillTellsHowItEnded() throws IOException {
    RunFolder run = create(20);
    TrainerEvents pauseAndInterrupt = pauseAfter(run, 3, () -> Thread.currentThread().interrupt());
    TrainingOutcome outcome = SmallRuns.train(run, pauseAndInterrupt);
    assertTrue(Thread.interrupted());
    assertInstanceOf(TrainingOutcome.Failed.class, outcome);
    assertEquals(RunState.FAILED, run.status().state());
  }

  @Test
  void nothingIsLeftInTheFolderThatItsReadersDoNotKnow() throws IOException {
    RunFolder run = create(9);
    SmallRuns.train(run);
    List<String> others =
        names(run.path()).stream()
            .filter(name -> !name.startsWith("events.out.tfevents."))
            .toList();
    assertEquals(
        List.of("checkpoints", "commands", "dynamics", "log.txt", "run.json", "status.json"),
        others);
  }
}
