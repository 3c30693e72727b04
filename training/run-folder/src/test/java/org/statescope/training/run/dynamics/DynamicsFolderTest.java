package org.statescope.training.run.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;

class DynamicsFolderTest {
  @TempDir private Path run;

  private static DynamicsSnapshot snapshot(
      long step, int layers, int systems, int channels, int n) {
    Random random = new Random(step);
    List<LayerDynamics> measured = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      float[] steps = new float[channels * LayerDynamics.quantiles().length];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = random.nextFloat();
      }
      double[] conditions = random.doubles(systems).toArray();
      conditions[0] = Double.NaN;
      measured.add(
          new LayerDynamics(
              layer,
              random.doubles((long) systems * n).toArray(),
              random.doubles((long) systems * n).toArray(),
              systems,
              n,
              steps,
              channels,
              random.doubles(n).toArray(),
              random.doubles(n).toArray(),
              random.doubles(systems).toArray(),
              conditions));
    }
    return new DynamicsSnapshot(step, SsmStructure.SC_MAMBA, Discretisation.BILINEAR, measured);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "2, 1, 13, 7", "3, 13, 13, 16", "1, 129, 129, 2"})
  void aSnapshotReadsBackBitForBit(int layers, int systems, int channels, int n)
      throws IOException {
    DynamicsSnapshot written = snapshot(100, layers, systems, channels, n);
    DynamicsFolder folder = new DynamicsFolder(run);
    folder.write(written);
    DynamicsSnapshot read = folder.read(100);
    assertEquals(written.step(), read.step());
    assertEquals(written.structure(), read.structure());
    assertEquals(written.discretisation(), read.discretisation());
    assertEquals(layers, read.layers().size());
    for (int i = 0; i < layers; i++) {
      LayerDynamics expected = written.layers().get(i);
      LayerDynamics actual = read.layers().get(i);
      assertArrayEquals(expected.polesReal(), actual.polesReal());
      assertArrayEquals(expected.polesImaginary(), actual.polesImaginary());
      assertArrayEquals(expected.stepSizeQuantiles(), actual.stepSizeQuantiles());
      assertArrayEquals(expected.meanInputVector(), actual.meanInputVector());
      assertArrayEquals(expected.meanOutputVector(), actual.meanOutputVector());
      assertArrayEquals(expected.stabilityMargin(), actual.stabilityMargin());
      assertArrayEquals(
          expected.controllabilityGramianCondition(), actual.controllabilityGramianCondition());
    }
  }

  @Test
  void whatIsNotDefinedIsAbsentAndNotANumber() throws IOException {
    new DynamicsFolder(run).write(snapshot(1, 1, 2, 2, 3));
    LayerDynamics layer = new DynamicsFolder(run).read(1).layers().getFirst();
    assertEquals(OptionalDouble.empty(), layer.controllabilityGramianCondition(0));
    assertTrue(layer.controllabilityGramianCondition(1).isPresent());
  }

  @Test
  void stepsAreSortedAndLaterOnesCanBeRemoved() throws IOException {
    DynamicsFolder folder = new DynamicsFolder(run);
    assertEquals(List.of(), folder.steps());
    for (long step : new long[] {1000, 0, 50, 200}) {
      folder.write(snapshot(step, 1, 1, 1, 2));
    }
    Path unfinished = run.resolve("dynamics").resolve(".step-00000300.safetensors.x.part");
    Files.writeString(unfinished, "half");
    assertEquals(List.of(0L, 50L, 200L, 1000L), folder.steps());
    folder.removeAfter(50);
    assertEquals(List.of(0L, 50L), folder.steps());
    assertTrue(Files.notExists(unfinished));
  }

  @Test
  void aMissingOrDamagedSnapshotIsOneSentence() throws IOException {
    DynamicsFolder folder = new DynamicsFolder(run);
    assertOneSentence(folder, 7);
    folder.write(snapshot(7, 1, 1, 1, 2));
    byte[] whole = Files.readAllBytes(folder.file(7));
    for (int length : new int[] {0, 5, 40, whole.length - 1}) {
      Files.write(folder.file(7), Arrays.copyOf(whole, length));
      assertOneSentence(folder, 7);
    }
  }

  private static void assertOneSentence(DynamicsFolder folder, long step) {
    IOException failure = assertThrows(IOException.class, () -> folder.read(step));
    assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
  }

  @Test
  void aLayerRefusesArraysOfTheWrongSizeNamingBoth() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new LayerDynamics(
                    0,
                    new double[3],
                    new double[4],
                    2,
                    2,
                    new float[10],
                    2,
                    new double[2],
                    new double[2],
                    new double[2],
                    new double[2]));
    assertTrue(failure.getMessage().contains("3 real parts of poles but needs 4"));
  }
}
