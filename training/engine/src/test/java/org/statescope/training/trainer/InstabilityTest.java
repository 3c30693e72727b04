package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Poles;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.InstabilityPolicy;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.event.EventHistory;
import org.statescope.training.run.event.Tags;

/// Free coefficients that leave the left half-plane during training.
class InstabilityTest {
  private static final int STEPS = 8;
  private static final int CHECKPOINT_EVERY = 3;
  private static final int BAD_STEP = 5;
  private static final int BAD_CHANNEL = 11;

  @TempDir private Path runs;

  @Test
  void aRunThatIsToStopNamesLayerChannelAndStepAndKeepsTheCheckpointOfBefore() throws IOException {
    RunFolder folder = RunFolder.create(runs, free(Sharing.CHANNEL, InstabilityPolicy.STOP));
    TrainingOutcome.Failed failed =
        assertInstanceOf(TrainingOutcome.Failed.class, train(folder, BAD_CHANNEL));
    assertEquals(BAD_STEP, failed.step());
    String sentence = failed.sentence();
    assertTrue(sentence.contains("At step 5 the state matrix of layer 1, channel 11"), sentence);
    assertTrue(sentence.contains("the checkpoint of step 3 is kept"), sentence);
    assertEquals(RunState.FAILED, folder.status().state());
    assertEquals(sentence, folder.status().reason());
    assertEquals(List.of(3L), folder.checkpoints().stream().map(Checkpoint::step).toList());
    assertTrue(log(folder).contains("layer 1, channel 11"), log(folder));
    assertArrayEquals(new double[] {0, 0, 0, 0, 1}, unstableSystems(folder));
  }

  @Test
  void aRunThatIsToContinueTellsOfItOnceAndEnds() throws IOException {
    RunFolder folder = RunFolder.create(runs, free(Sharing.LAYER, InstabilityPolicy.CONTINUE));
    assertEquals(new TrainingOutcome.Finished(STEPS), train(folder, 0));
    String log = log(folder);
    assertEquals(2, log.split("became unstable", -1).length, log);
    assertTrue(log.contains("At step 5 the state matrix of layer 1, channels 0 to 15"), log);
    double[] unstable = unstableSystems(folder);
    assertEquals(STEPS, unstable.length);
    assertEquals(0, unstable[BAD_STEP - 2]);
    assertEquals(1, unstable[STEPS - 1]);
  }

  @ParameterizedTest
  @EnumSource(Sharing.class)
  void aStableFreeRunIsSaidToHaveNoUnstableSystems(Sharing sharing) throws IOException {
    RunFolder folder = RunFolder.create(runs, free(sharing, InstabilityPolicy.STOP));
    assertEquals(new TrainingOutcome.Finished(STEPS), train(folder, -1));
    assertArrayEquals(new double[STEPS], unstableSystems(folder));
    assertFalse(log(folder).contains("unstable"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 12})
  void routhsTestAgreesWithThePoles(int order) {
    Random random = new Random(order);
    int stable = 0;
    for (int trial = 0; trial < 400; trial++) {
      // Products of first-order factors with few roots on the right, which random coefficients
      // nearly never are.
      double[] coefficients = polynomial(random, order, trial % 2 == 0 ? 0 : 0.1);
      double abscissa =
          Poles.of(CompanionForm.controllable(coefficients)).stream()
              .mapToDouble(pole -> pole.real())
              .max()
              .orElseThrow();
      boolean hurwitz = RouthTest.isHurwitz(coefficients, 0, order);
      stable += hurwitz ? 1 : 0;
      assertEquals(abscissa < 0, hurwitz, () -> "abscissa " + abscissa);
    }
    assertTrue(stable >= 200 && stable < 400, "stable: " + stable);
  }

  private static double[] polynomial(Random random, int order, double unstableShare) {
    double[] product = {1};
    for (int i = 0; i < order; i++) {
      double root = 0.2 + random.nextDouble();
      double constant = random.nextDouble() < unstableShare ? -root : root;
      double[] next = new double[product.length + 1];
      for (int k = 0; k < product.length; k++) {
        next[k] += constant * product[k];
        next[k + 1] += product[k];
      }
      product = next;
    }
    return java.util.Arrays.copyOf(product, order);
  }

  /// Trains; after update [#BAD_STEP] a coefficient of layer 1 and of that channel is negative.
  private static TrainingOutcome train(RunFolder folder, int channel) throws IOException {
    RunConfiguration run = folder.configuration();
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 1)) {
      NamedTensor coefficients =
          program.parameters().stream()
              .filter(tensor -> tensor.name().equals("backbone.layers.1.mixer.A_coefficients"))
              .findFirst()
              .orElseThrow();
      TrainerEvents spoiler =
          new TrainerEvents() {
            @Override
            public void stepDone(StepReport report) {
              if (report.step() == BAD_STEP && channel >= 0) {
                float[] values = coefficients.toArray();
                values[channel * run.model().order()] = -0.01f;
                coefficients.write(values);
              }
            }
          };
      return SmallRuns.train(folder, program, spoiler);
    }
  }

  private static RunConfiguration free(Sharing sharing, InstabilityPolicy policy) {
    RunConfiguration start = Presets.get("sc-mamba-tiny");
    return start.toBuilder()
        .model(
            start.model().toBuilder()
                .modelWidth(8)
                .layers(2)
                .order(4)
                .coefficients(CoefficientParameterisation.FREE)
                .sharing(sharing)
                .build())
        .batch(2)
        .length(16)
        .steps(STEPS)
        .evaluateEvery(4)
        .evaluationBatches(1)
        .checkpointEvery(CHECKPOINT_EVERY)
        .keepCheckpoints(0)
        .dynamicsEvery(4)
        .onInstability(policy)
        .build();
  }

  private static double[] unstableSystems(RunFolder folder) throws IOException {
    try (EventHistory history = new EventHistory(folder.path())) {
      history.poll();
      return history.series(Tags.UNSTABLE_SYSTEMS).values();
    }
  }

  private static String log(RunFolder folder) throws IOException {
    return Files.readString(folder.path().resolve("log.txt"));
  }
}
