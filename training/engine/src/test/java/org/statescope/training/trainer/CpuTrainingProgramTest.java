package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.StateMatrix;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.ModelConfigurationBuilder;
import org.statescope.training.run.Presets;
import org.statescope.training.run.Readout;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.SsmStructure;

class CpuTrainingProgramTest {
  private static final double RATE = 3e-3;

  static Stream<Arguments> structuresByRule() {
    return Stream.of(SsmStructure.values())
        .flatMap(
            structure ->
                structure.discretisations().stream().map(rule -> Arguments.of(structure, rule)));
  }

  @ParameterizedTest
  @MethodSource("structuresByRule")
  void aResumedProgramContinuesBitForBit(SsmStructure structure, Discretisation rule) {
    RunConfiguration run = small(structure, rule);
    try (CpuTrainingProgram whole = CpuTrainingProgram.create(run, 2);
        CpuTrainingProgram half = CpuTrainingProgram.create(run, 2);
        CpuTrainingProgram resumed =
            CpuTrainingProgram.create(run.toBuilder().seed(99).build(), 2)) {
      train(whole, run, 0, 6);
      train(half, run, 0, 3);
      copy(half.parameters(), resumed.parameters());
      copy(half.optimizerState(), resumed.optimizerState());
      resumed.optimizerStep(half.optimizerStep());
      train(resumed, run, 3, 6);
      assertSame(whole.parameters(), resumed.parameters());
      assertSame(whole.optimizerState(), resumed.optimizerState());
    }
  }

  @ParameterizedTest
  @EnumSource(SsmStructure.class)
  void tuningChangesNoBitAndNeitherDoesResumingInIt(SsmStructure structure) {
    RunConfiguration run = small(structure, CoefficientParameterisation.HURWITZ);
    int half = StepTuning.WARMUP_STEPS + StepTuning.TURNS;
    int whole = StepTuning.WARMUP_STEPS + 8 * StepTuning.TURNS + 1;
    List<String> sentences = new ArrayList<>();
    try (CpuTrainingProgram untuned = CpuTrainingProgram.create(run, 3);
        CpuTrainingProgram tuned = CpuTrainingProgram.create(run, 3);
        CpuTrainingProgram resumed =
            CpuTrainingProgram.create(run.toBuilder().seed(99).build(), 3)) {
      train(untuned, run, 0, whole);
      tuned.tune(sentences::add);
      train(tuned, run, 0, half);
      copy(tuned.parameters(), resumed.parameters());
      copy(tuned.optimizerState(), resumed.optimizerState());
      resumed.optimizerStep(tuned.optimizerStep());
      train(tuned, run, half, whole);
      resumed.tune(sentences::add);
      train(resumed, run, half, whole);
      assertSame(untuned.parameters(), tuned.parameters());
      assertSame(untuned.optimizerState(), tuned.optimizerState());
      assertSame(untuned.parameters(), resumed.parameters());
      assertSame(untuned.optimizerState(), resumed.optimizerState());
    }
    assertTrue(sentences.getFirst().startsWith("Threads at work, "), sentences::toString);
    boolean hasTiles = sentences.stream().anyMatch(line -> line.startsWith("Tokens that a scan "));
    assertEquals(!structure.hasHeads(), hasTiles, sentences::toString);
  }

  @ParameterizedTest
  @EnumSource(SsmStructure.class)
  void aSeedDecidesEveryBit(SsmStructure structure) {
    RunConfiguration run = small(structure, CoefficientParameterisation.FREE);
    try (CpuTrainingProgram one = CpuTrainingProgram.create(run, 2);
        CpuTrainingProgram other = CpuTrainingProgram.create(run, 2)) {
      train(one, run, 0, 4);
      train(other, run, 0, 4);
      assertSame(one.parameters(), other.parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("structuresByRule")
  void theLossOfARepeatedBatchFalls(SsmStructure structure, Discretisation rule) {
    RunConfiguration run = small(structure, rule);
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 2)) {
      TokenBatch batch = batch(run, 0);
      double first = program.trainStep(batch, RATE).loss();
      for (int i = 0; i < 40; i++) {
        program.trainStep(batch, RATE);
      }
      assertEquals(Math.log(run.model().vocabularySize()), first, 0.3);
      assertTrue(program.evaluate(batch) < 0.8 * first);
    }
  }

  @ParameterizedTest
  @EnumSource(SsmStructure.class)
  void theModelHasAsManyParametersAsItsConfigurationSays(SsmStructure structure) {
    RunConfiguration run = small(structure, CoefficientParameterisation.HURWITZ);
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 1)) {
      long count = program.parameters().stream().mapToLong(NamedTensor::values).sum();
      assertEquals(run.model().parameterCount(), count);
    }
  }

  static Stream<Arguments> canonicalOptions() {
    return Stream.of(SsmStructure.values())
        .filter(SsmStructure::isCanonical)
        .flatMap(
            structure ->
                Stream.of(Sharing.values())
                    .flatMap(
                        sharing ->
                            Stream.of(Readout.values())
                                .map(readout -> Arguments.of(structure, sharing, readout))));
  }

  @ParameterizedTest
  @MethodSource("canonicalOptions")
  void everyOptionOfACanonicalFormIsCountedAndLearns(
      SsmStructure structure, Sharing sharing, Readout readout) {
    RunConfiguration plain = small(structure, CoefficientParameterisation.HURWITZ);
    RunConfiguration run =
        plain.toBuilder()
            .model(plain.model().toBuilder().sharing(sharing).readout(readout).build())
            .build();
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 2)) {
      long count = program.parameters().stream().mapToLong(NamedTensor::values).sum();
      assertEquals(run.model().parameterCount(), count);
      TokenBatch batch = batch(run, 0);
      double first = program.trainStep(batch, RATE).loss();
      for (int i = 0; i < 40; i++) {
        program.trainStep(batch, RATE);
      }
      assertTrue(program.evaluate(batch) < 0.8 * first);
    }
  }

  @Test
  void observationsShowStablePolesAndPositiveSteps() {
    for (SsmStructure structure : SsmStructure.values()) {
      RunConfiguration run = small(structure, CoefficientParameterisation.HURWITZ);
      try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 1)) {
        List<LayerObservation> layers = program.observe(batch(run, 0));
        assertEquals(run.model().layers(), layers.size());
        for (LayerObservation layer : layers) {
          for (float step : layer.stepSizes()) {
            assertTrue(step > 0);
          }
          switch (layer.stateMatrix()) {
            case StateMatrix.Diagonal(double[] poles) ->
                assertTrue(Arrays.stream(poles).allMatch(pole -> pole < 0));
            case StateMatrix.Scalars(double[] rates) ->
                assertTrue(Arrays.stream(rates).allMatch(rate -> rate < 0));
            case StateMatrix.Companion companion ->
                assertTrue(Arrays.stream(companion.coefficients()).allMatch(value -> value > 0));
            case StateMatrix.Schwarz schwarz ->
                assertTrue(Arrays.stream(schwarz.parameters()).allMatch(value -> value > 0));
          }
        }
      }
    }
  }

  @Test
  void anUnstableFreePolynomialIsReportedByLayerTokenAndChannel() {
    RunConfiguration run = small(SsmStructure.SC_MAMBA, CoefficientParameterisation.FREE);
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 2)) {
      NamedTensor coefficients =
          program.parameters().stream()
              .filter(tensor -> tensor.name().equals("backbone.layers.1.mixer.A_coefficients"))
              .findFirst()
              .orElseThrow();
      float[] unstable = new float[coefficients.values()];
      Arrays.fill(unstable, -50);
      coefficients.write(unstable);
      ArithmeticException failure =
          assertThrows(ArithmeticException.class, () -> program.trainStep(batch(run, 0), RATE));
      assertTrue(String.valueOf(failure.getMessage()).contains("backbone.layers.1.mixer"));
      assertTrue(String.valueOf(failure.getMessage()).contains("token 0"));
    }
  }

  @Test
  void aBatchOfAnotherShapeIsRefusedWithBothShapes() {
    RunConfiguration run = small(SsmStructure.MAMBA, CoefficientParameterisation.HURWITZ);
    try (CpuTrainingProgram program = CpuTrainingProgram.create(run, 1)) {
      IllegalArgumentException failure =
          assertThrows(
              IllegalArgumentException.class,
              () -> program.evaluate(new TokenBatch(new int[6], 2, 2)));
      assertEquals(
          "the program was made for 3 sequences of 37 tokens, not 2 of 2", failure.getMessage());
    }
  }

  static void train(CpuTrainingProgram program, RunConfiguration run, int from, int to) {
    for (int step = from; step < to; step++) {
      program.trainStep(batch(run, step), RATE);
    }
  }

  static TokenBatch batch(RunConfiguration run, long seed) {
    Random random = new Random(seed);
    int[] tokens =
        random.ints(run.batch() * (run.length() + 1L), 0, run.model().vocabularySize()).toArray();
    return new TokenBatch(tokens, run.batch(), run.length());
  }

  static void copy(List<NamedTensor> from, List<NamedTensor> to) {
    for (int i = 0; i < from.size(); i++) {
      to.get(i).write(from.get(i).toArray());
    }
  }

  private static void assertSame(List<NamedTensor> expected, List<NamedTensor> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(
          expected.get(i).toArray(), actual.get(i).toArray(), 0, expected.get(i).name());
    }
  }

  static RunConfiguration small(SsmStructure structure, Discretisation rule) {
    RunConfiguration usual = small(structure, CoefficientParameterisation.HURWITZ);
    return usual.toBuilder().model(usual.model().toBuilder().discretisation(rule).build()).build();
  }

  static RunConfiguration small(SsmStructure structure, CoefficientParameterisation coefficients) {
    ModelConfigurationBuilder model =
        Presets.get("mamba-tiny").model().toBuilder()
            .structure(structure)
            .modelWidth(16)
            .layers(2)
            .order(5)
            .vocabularySize(32);
    if (structure.hasHeads()) {
      model.headWidth(8).groups(2).chunkLength(16);
    } else {
      model.stepRank(3);
    }
    if (structure.isCompanion()) {
      model.coefficients(coefficients);
    }
    return Presets.get("mamba-tiny").toBuilder().model(model.build()).batch(3).length(37).build();
  }
}
