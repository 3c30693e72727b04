package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.InstabilityPolicy;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.LayerDynamics;
import org.statescope.training.run.event.EventHistory;
import org.statescope.training.run.event.Tags;

/// Mamba-2's heads at and beyond the edge of stability.
class HeadStabilityTest {
  private static final int STEPS = 6;
  private static final int BAD_STEP = 5;
  private static final int BAD_HEAD = 2;
  private static final int HEADS = 4;

  @TempDir private Path runs;

  @Test
  void aFreeHeadThatCrossesIsNamedWithLayerAndStepAndTheCheckpointOfBeforeIsKept()
      throws IOException {
    RunFolder folder = RunFolder.create(runs, run(DecayParameterisation.FREE, 1e-3));
    TrainingOutcome.Failed failed =
        assertInstanceOf(TrainingOutcome.Failed.class, trainAcross(folder));
    assertEquals(BAD_STEP, failed.step());
    String sentence = failed.sentence();
    assertTrue(sentence.contains("At step 5 the state matrix of layer 1, head 2"), sentence);
    assertTrue(sentence.contains("the checkpoint of step 4 is kept"), sentence);
    assertTrue(sentence.contains("a stable decay cannot become unstable"), sentence);
    assertEquals(List.of(2L, 4L), folder.checkpoints().stream().map(Checkpoint::step).toList());
    assertArrayEquals(new double[] {0, 0, 0, 0, 1}, scalars(folder, Tags.UNSTABLE_SYSTEMS));
  }

  @Test
  void aRunThatIsToContinueTellsOfTheHeadAndEnds() throws IOException {
    RunConfiguration run =
        run(DecayParameterisation.FREE, 1e-3).toBuilder()
            .onInstability(InstabilityPolicy.CONTINUE)
            .build();
    RunFolder folder = RunFolder.create(runs, run);
    assertEquals(new TrainingOutcome.Finished(STEPS), trainAcross(folder));
    assertTrue(Files.readString(folder.path().resolve("log.txt")).contains("layer 1, head 2"));
    assertArrayEquals(new double[] {0, 0, 0, 0, 1, 1}, scalars(folder, Tags.UNSTABLE_SYSTEMS));
    LayerDynamics layer = new DynamicsFolder(folder.path()).read(STEPS).layers().get(1);
    assertTrue(layer.stabilityMargin(BAD_HEAD).orElseThrow() < 0);
  }

  /// The first update of AdamW moves every parameter by its rate.
  @Test
  void aRateThatCarriesFreeHeadsAcrossIsCaughtAtTheFirstUpdate() throws IOException {
    RunFolder folder = RunFolder.create(runs, run(DecayParameterisation.FREE, 40));
    TrainingOutcome.Failed failed =
        assertInstanceOf(TrainingOutcome.Failed.class, train(folder, new TrainerEvents() {}));
    assertTrue(
        failed.sentence().contains("At step 1 the state matrix of layer"), failed.sentence());
  }

  @ParameterizedTest
  @CsvSource({
    "log, 0.01",
    "log, 1",
    "log, 100",
    "stable, 0.01",
    "stable, 1",
    "stable, 100",
    "projected, 0.01",
    "projected, 1",
    "projected, 100",
    "paper, 1",
    "paper, 100"
  })
  void noLearningRateMakesAnotherDecayUnstable(String label, double rate) throws IOException {
    DecayParameterisation decay = DecayParameterisation.ofLabel(label);
    RunConfiguration run = run(decay, rate);
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 1)) {
      assertEquals(List.of(), program.watchedLayers());
      TrainingData data = SmallRuns.data(run);
      for (int step = 0; step < 12; step++) {
        try {
          program.trainStep(data.training().next(), rate);
          program
              .observe(data.validation().getFirst())
              .forEach(
                  layer -> {
                    for (double pole : StateMatrices.parameters(layer.stateMatrix())) {
                      assertTrue(pole <= 0, label + " has the pole " + pole);
                    }
                  });
        } catch (ArithmeticException e) {
          assertTrue(
              program.optimizerStep() > 0,
              e.toString()); // the rate ruined the model, not its stability
          return;
        }
      }
    }
  }

  @Test
  void aSnapshotShowsEveryHeadAsOneScalarSystem() throws IOException {
    RunFolder folder = RunFolder.create(runs, run(DecayParameterisation.LOG, 1e-3));
    train(folder, new TrainerEvents() {});
    LayerDynamics layer = new DynamicsFolder(folder.path()).read(0).layers().getFirst();
    assertEquals(HEADS, layer.systems());
    assertEquals(HEADS, layer.channels());
    assertEquals(1, layer.order());
    for (int head = 0; head < HEADS; head++) {
      assertEquals(head, layer.systemOfChannel(head));
      assertEquals(-layer.poleReal(head, 0), layer.stabilityMargin(head).orElseThrow());
      assertTrue(layer.medianStepSize(head) > 0);
    }
  }

  /// Trains; after update [#BAD_STEP] a head of layer 1 grows.
  private static TrainingOutcome trainAcross(RunFolder folder) throws IOException {
    RunConfiguration run = folder.configuration();
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 1)) {
      NamedTensor rates =
          program.parameters().stream()
              .filter(tensor -> tensor.name().equals("backbone.layers.1.mixer.A"))
              .findFirst()
              .orElseThrow();
      return SmallRuns.train(
          folder,
          program,
          new TrainerEvents() {
            @Override
            public void stepDone(StepReport report) {
              if (report.step() == BAD_STEP) {
                float[] values = rates.toArray();
                values[BAD_HEAD] = 0.25f;
                rates.write(values);
              }
            }
          });
    }
  }

  private static TrainingOutcome train(RunFolder folder, TrainerEvents events) throws IOException {
    try (CpuTrainingProgram program = CpuTrainingProgram.create(folder.configuration(), 1)) {
      return SmallRuns.train(folder, program, events);
    }
  }

  private static RunConfiguration run(DecayParameterisation decay, double rate) {
    RunConfiguration start = Presets.get("mamba2-tiny");
    return start.toBuilder()
        .model(
            start.model().toBuilder()
                .modelWidth(16)
                .layers(2)
                .order(4)
                .headWidth(8)
                .decay(decay)
                .build())
        .optimizer(start.optimizer().withLearningRate(rate).withWarmupSteps(0))
        .batch(2)
        .length(16)
        .steps(STEPS)
        .evaluateEvery(6)
        .evaluationBatches(1)
        .checkpointEvery(2)
        .keepCheckpoints(0)
        .dynamicsEvery(3)
        .build();
  }

  private static double[] scalars(RunFolder folder, String tag) throws IOException {
    try (EventHistory history = new EventHistory(folder.path())) {
      history.poll();
      return history.series(tag).values();
    }
  }
}
