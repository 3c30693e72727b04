package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.TestDevices;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;

/// A run moves between the processor and every usable device of this machine.
class DeviceTrainingTest {
  /// Losses of a run that went on elsewhere, after a few steps: rounding alone parts them.
  private static final double LOSS = 1e-4;

  private static final double RATE = 3e-3;

  static Stream<Arguments> cases() {
    return TestDevices.usable().stream()
        .flatMap(
            device ->
                Stream.of(SsmStructure.values()).map(structure -> Arguments.of(device, structure)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void aRunGoesOnOnADeviceAndBack(GpuDevice.Usable device, SsmStructure structure) {
    RunConfiguration run =
        CpuTrainingProgramTest.small(structure, CoefficientParameterisation.HURWITZ);
    try (TrainingProgram stays = CpuTrainingProgram.create(run, 2);
        TrainingProgram elsewhere = new BackendTrainingProgram(device.open(), run);
        TrainingProgram back = CpuTrainingProgram.create(run.toBuilder().seed(7).build(), 2)) {
      steps(stays, run, 0, 2);
      move(stays, elsewhere);
      for (int step = 2; step < 5; step++) {
        TokenBatch batch = CpuTrainingProgramTest.batch(run, step);
        double expected = stays.trainStep(batch, RATE).loss();
        assertEquals(expected, elsewhere.trainStep(batch, RATE).loss(), LOSS);
      }
      move(elsewhere, back);
      TokenBatch batch = CpuTrainingProgramTest.batch(run, 5);
      assertEquals(stays.trainStep(batch, RATE).loss(), back.trainStep(batch, RATE).loss(), LOSS);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void aDeviceRepeatsItselfBitForBitAndReportsItsLayers(
      GpuDevice.Usable device, SsmStructure structure) {
    RunConfiguration run =
        CpuTrainingProgramTest.small(structure, CoefficientParameterisation.HURWITZ);
    try (TrainingProgram one = new BackendTrainingProgram(device.open(), run);
        TrainingProgram other = new BackendTrainingProgram(device.open(), run)) {
      steps(one, run, 0, 2);
      steps(other, run, 0, 2);
      for (int i = 0; i < one.parameters().size(); i++) {
        assertArrayEquals(one.parameters().get(i).toArray(), other.parameters().get(i).toArray());
      }
      assertEquals(run.model().layers(), one.observe(CpuTrainingProgramTest.batch(run, 0)).size());
    }
  }

  private static void steps(TrainingProgram program, RunConfiguration run, int from, int to) {
    for (int step = from; step < to; step++) {
      program.trainStep(CpuTrainingProgramTest.batch(run, step), RATE);
    }
  }

  private static void move(TrainingProgram from, TrainingProgram to) {
    CpuTrainingProgramTest.copy(from.parameters(), to.parameters());
    CpuTrainingProgramTest.copy(from.optimizerState(), to.optimizerState());
    to.optimizerStep(from.optimizerStep());
  }
}
