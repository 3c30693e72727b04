package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.TestDevices;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;

/// A batch learned from in parts gives the step of the whole batch.
class GradientAccumulationTest {
  private static final double RATE = 1e-3;
  private static final double LOSS = 1e-5;
  private static final double NORM = 1e-4;
  private static final float MOMENT = 1e-5f;

  @ParameterizedTest
  @EnumSource(SsmStructure.class)
  void partsOfABatchGiveTheStepOfTheWholeOnTheProcessor(SsmStructure structure) {
    check(structure, run -> CpuTrainingProgram.create(run, 2));
  }

  static Stream<Arguments> devices() {
    return TestDevices.usable().stream()
        .flatMap(
            device ->
                Stream.of(SsmStructure.MAMBA, SsmStructure.MAMBA2, SsmStructure.SC_MAMBA)
                    .map(structure -> Arguments.of(device, structure)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("devices")
  void partsOfABatchGiveTheStepOfTheWholeOnADevice(
      GpuDevice.Usable device, SsmStructure structure) {
    check(structure, run -> new BackendTrainingProgram(device.open(), run));
  }

  @Test
  void aBatchThatHasNoSuchPartsIsRefused() {
    RunConfiguration run = whole(SsmStructure.MAMBA);
    assertThrows(
        IllegalArgumentException.class, () -> run.toBuilder().gradientAccumulation(4).build());
  }

  private static void check(
      SsmStructure structure, Function<RunConfiguration, TrainingProgram> programs) {
    RunConfiguration run = whole(structure);
    try (TrainingProgram whole = programs.apply(run);
        TrainingProgram parts = programs.apply(run.toBuilder().gradientAccumulation(3).build())) {
      for (int step = 0; step < 3; step++) {
        TokenBatch batch = CpuTrainingProgramTest.batch(run, step);
        assertEquals(whole.evaluate(batch), parts.evaluate(batch), LOSS);
        StepResult expected = whole.trainStep(batch, RATE);
        StepResult actual = parts.trainStep(batch, RATE);
        assertEquals(expected.loss(), actual.loss(), LOSS);
        assertEquals(expected.gradientNorm(), actual.gradientNorm(), NORM);
        if (step == 0) {
          assertMoments(whole.optimizerState(), parts.optimizerState());
        }
      }
    }
  }

  /// After one step the first moments are the clipped gradients times 1 − β₁.
  private static void assertMoments(List<NamedTensor> expected, List<NamedTensor> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(
          expected.get(i).toArray(), actual.get(i).toArray(), MOMENT, expected.get(i).name());
    }
  }

  private static RunConfiguration whole(SsmStructure structure) {
    return CpuTrainingProgramTest.small(structure, CoefficientParameterisation.HURWITZ).toBuilder()
        .batch(6)
        .build();
  }
}
