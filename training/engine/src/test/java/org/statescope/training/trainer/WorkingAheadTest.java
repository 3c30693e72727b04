package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.TestDevices;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.StateMatrix;
import org.statescope.training.model.WatchedLayer;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.Command;
import org.statescope.training.run.InstabilityPolicy;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.SsmStructure;

/// Steps that are queued before the last one's result is read are the steps done one by one.
class WorkingAheadTest {
  private static final double RATE = 3e-3;
  private static final int STEPS = 5;
  private static final float PARAMETER = 2e-4f;

  @TempDir private Path runs;

  static Stream<Arguments> cases() {
    return TestDevices.usable().stream()
        .flatMap(
            device ->
                Stream.of(SsmStructure.MAMBA, SsmStructure.SC_MAMBA)
                    .map(structure -> Arguments.of(device, structure)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void stepsBegunAheadAreBitForBitThoseDoneOneByOne(
      GpuDevice.Usable device, SsmStructure structure) {
    RunConfiguration run = run(structure);
    List<StepResult> expected = new ArrayList<>();
    List<List<WatchedLayer>> expectedLayers = new ArrayList<>();
    try (TrainingProgram slow = new BackendTrainingProgram(device.open(), run);
        TrainingProgram ahead = new BackendTrainingProgram(device.open(), run)) {
      for (int step = 0; step < STEPS; step++) {
        expected.add(slow.trainStep(CpuTrainingProgramTest.batch(run, step), RATE));
        expectedLayers.add(slow.watchedLayers());
      }
      assertTrue(ahead.worksAhead());
      BegunStep last = ahead.begin(CpuTrainingProgramTest.batch(run, 0), RATE);
      for (int step = 1; step <= STEPS; step++) {
        BegunStep next =
            step < STEPS ? ahead.begin(CpuTrainingProgramTest.batch(run, step), RATE) : last;
        assertEquals(expected.get(step - 1), last.result());
        assertSameLayers(expectedLayers.get(step - 1), last.watchedLayers());
        last = next;
      }
      assertSame(slow.parameters(), ahead.parameters());
      assertSame(slow.optimizerState(), ahead.optimizerState());
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void anObservationBegunBetweenStepsIsThatOfTheParametersThen(
      GpuDevice.Usable device, SsmStructure structure) {
    RunConfiguration run = run(structure);
    TokenBatch seen = CpuTrainingProgramTest.batch(run, STEPS);
    try (TrainingProgram slow = new BackendTrainingProgram(device.open(), run);
        TrainingProgram ahead = new BackendTrainingProgram(device.open(), run)) {
      for (int step = 0; step < STEPS; step += 2) {
        slow.trainStep(CpuTrainingProgramTest.batch(run, step), RATE);
        List<LayerObservation> expected = slow.observe(seen);
        slow.trainStep(CpuTrainingProgramTest.batch(run, step + 1), RATE);
        BegunStep first = ahead.begin(CpuTrainingProgramTest.batch(run, step), RATE);
        Supplier<List<LayerObservation>> begun = ahead.beginObservation(seen);
        BegunStep second = ahead.begin(CpuTrainingProgramTest.batch(run, step + 1), RATE);
        first.result();
        List<LayerObservation> actual = begun.get();
        second.result();
        for (int layer = 0; layer < expected.size(); layer++) {
          assertArrayEquals(expected.get(layer).stepSizes(), actual.get(layer).stepSizes());
          assertArrayEquals(
              expected.get(layer).meanInputVector(), actual.get(layer).meanInputVector());
          assertArrayEquals(
              expected.get(layer).meanOutputVector(), actual.get(layer).meanOutputVector());
        }
      }
      assertSame(slow.parameters(), ahead.parameters());
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void scalarsInDeviceMemoryGiveTheUpdatesOfTheProcessor(
      GpuDevice.Usable device, SsmStructure structure) {
    RunConfiguration run = run(structure);
    try (TrainingProgram cpu = CpuTrainingProgram.create(run, 2);
        TrainingProgram other = new BackendTrainingProgram(device.open(), run)) {
      for (int step = 0; step < STEPS; step++) {
        TokenBatch batch = CpuTrainingProgramTest.batch(run, step);
        StepResult expected = cpu.trainStep(batch, RATE / (step + 1));
        StepResult actual = other.trainStep(batch, RATE / (step + 1));
        assertEquals(expected.gradientNorm(), actual.gradientNorm(), 1e-3);
      }
      for (int i = 0; i < cpu.parameters().size(); i++) {
        NamedTensor expected = cpu.parameters().get(i);
        assertArrayEquals(
            expected.toArray(), other.parameters().get(i).toArray(), PARAMETER, expected.name());
      }
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void aStepThatFailsAndThoseAfterItChangeNothing(GpuDevice.Usable device, SsmStructure structure) {
    RunConfiguration run = run(structure);
    try (TrainingProgram program = new BackendTrainingProgram(device.open(), run)) {
      TokenBatch batch = CpuTrainingProgramTest.batch(run, 0);
      program.trainStep(batch, RATE);
      NamedTensor table = program.parameters().getFirst();
      float[] whole = table.toArray();
      float[] broken = whole.clone();
      Arrays.fill(broken, Float.NaN);
      table.write(broken);
      List<float[]> before = program.parameters().stream().map(NamedTensor::toArray).toList();
      BegunStep failing = program.begin(batch, RATE);
      BegunStep after = program.begin(batch, RATE);
      assertThrows(ArithmeticException.class, failing::result);
      assertThrows(ArithmeticException.class, after::result);
      for (int i = 0; i < before.size(); i++) {
        assertArrayEquals(before.get(i), program.parameters().get(i).toArray());
      }
      assertEquals(1, program.optimizerStep());
      table.write(whole);
      assertTrue(Double.isFinite(program.trainStep(batch, RATE).loss()));
      assertFalse(Arrays.equals(whole, table.toArray()));
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void aRunThatWorksAheadWritesWhatOneStepByStepWrites(
      GpuDevice.Usable device, SsmStructure structure) throws IOException {
    RunConfiguration run = shortRun(structure);
    RunFolder ahead = RunFolder.create(runs, run);
    RunFolder behind = RunFolder.create(runs, run);
    try (TrainingProgram program = new BackendTrainingProgram(device.open(), run)) {
      assertEquals(
          new TrainingOutcome.Finished(11),
          SmallRuns.train(ahead, program, new TrainerEvents() {}));
    }
    try (TrainingProgram program = new StepByStep(device, run)) {
      assertEquals(
          new TrainingOutcome.Finished(11),
          SmallRuns.train(behind, program, new TrainerEvents() {}));
    }
    RunComparison.assertSame(behind, ahead);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void aRunStoppedWhileAStepIsAheadGoesOnBitForBit(GpuDevice.Usable device, SsmStructure structure)
      throws IOException {
    RunConfiguration run = shortRun(structure);
    RunFolder whole = RunFolder.create(runs, run);
    RunFolder parts = RunFolder.create(runs, run);
    TrainerEvents stop =
        new TrainerEvents() {
          @Override
          public void stepDone(StepReport report) {
            try {
              if (report.step() == 2) {
                parts.send(Command.STOP);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    TrainerEvents none = new TrainerEvents() {};
    try (TrainingProgram program = new BackendTrainingProgram(device.open(), run)) {
      SmallRuns.train(whole, program, none);
    }
    try (TrainingProgram program = new BackendTrainingProgram(device.open(), run)) {
      assertEquals(new TrainingOutcome.Stopped(3), SmallRuns.train(parts, program, stop));
    }
    try (TrainingProgram program = new BackendTrainingProgram(device.open(), run)) {
      assertEquals(new TrainingOutcome.Finished(11), SmallRuns.train(parts, program, none));
    }
    RunComparison.assertSame(whole, parts);
  }

  private static RunConfiguration shortRun(SsmStructure structure) {
    return run(structure).toBuilder()
        .model(run(structure).model().toBuilder().vocabularySize(256).build())
        .onInstability(InstabilityPolicy.CONTINUE)
        .length(16)
        .steps(11)
        .evaluateEvery(7)
        .evaluationBatches(1)
        .checkpointEvery(5)
        .keepCheckpoints(0)
        .dynamicsEvery(4)
        .build();
  }

  private static final class StepByStep extends BackendTrainingProgram {
    StepByStep(GpuDevice.Usable device, RunConfiguration run) {
      super(device.open(), run);
    }

    @Override
    public boolean worksAhead() {
      return false;
    }
  }

  private static RunConfiguration run(SsmStructure structure) {
    return CpuTrainingProgramTest.small(structure, CoefficientParameterisation.FREE).toBuilder()
        .batch(4)
        .gradientAccumulation(structure == SsmStructure.MAMBA ? 1 : 2)
        .build();
  }

  private static void assertSameLayers(List<WatchedLayer> expected, List<WatchedLayer> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(values(expected.get(i)), values(actual.get(i)));
    }
  }

  private static double[] values(WatchedLayer layer) {
    return switch (layer.stateMatrix()) {
      case StateMatrix.Diagonal diagonal -> diagonal.poles();
      case StateMatrix.Scalars scalars -> scalars.rates();
      case StateMatrix.Companion companion -> companion.coefficients();
      case StateMatrix.Schwarz schwarz -> schwarz.parameters();
    };
  }

  private static void assertSame(List<NamedTensor> expected, List<NamedTensor> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).toArray(), actual.get(i).toArray());
    }
  }
}
