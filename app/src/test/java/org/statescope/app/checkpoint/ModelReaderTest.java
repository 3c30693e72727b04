package org.statescope.app.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.dynamics.LayerDynamics;

class ModelReaderTest {
  /// Float32 in the file, and in a snapshot's steps.
  private static final double SINGLE = 1e-6;

  @TempDir private Path folder;
  private final List<String> reported = new ArrayList<>();

  private final BackgroundTasks.Progress listening =
      new BackgroundTasks.Progress() {
        @Override
        public void report(double fraction, String message) {
          assertTrue(fraction >= 0 && fraction <= 1);
          reported.add(message);
        }

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  private OpenModel open(Path path) throws IOException {
    return assertInstanceOf(ModelReader.Found.Model.class, ModelReader.read(path, listening))
        .model();
  }

  private String refused(Path path) throws IOException {
    return assertInstanceOf(ModelReader.Found.WithoutPoles.class, ModelReader.read(path, listening))
        .reason();
  }

  @Test
  void aMambaGivesItsPolesAndTheStepsOfItsBias() throws IOException {
    OpenModel model = open(Checkpoints.mamba(folder.resolve("tiny")));
    assertEquals("tiny", model.label());
    assertEquals(Checkpoints.LAYERS, model.snapshot().layers().size());
    assertEquals(Checkpoints.LAYERS + 1, reported.size());
    for (LayerDynamics layer : model.snapshot().layers()) {
      assertEquals(Checkpoints.CHANNELS, layer.systems());
      for (int state = 0; state < Checkpoints.ORDER; state++) {
        assertEquals(-(state + 1 + layer.layer() / 10.0), layer.poleReal(5, state), SINGLE);
      }
      assertEquals(Math.log1p(Math.exp(-4)), layer.medianStepSize(3), SINGLE);
      assertEquals(1 + layer.layer() / 10.0, layer.stabilityMargin(0).orElseThrow(), SINGLE);
      assertTrue(layer.controllabilityGramianCondition(0).isEmpty());
    }
  }

  @Test
  void complexPolesKeepBothHalves() throws IOException {
    OpenModel model = open(Checkpoints.s4d(folder.resolve("s4d.safetensors"), 3));
    LayerDynamics layer = model.snapshot().layers().getFirst();
    assertEquals(Discretisation.ZOH, model.snapshot().discretisation());
    assertEquals(2, layer.order());
    assertEquals(-0.5, layer.poleReal(1, 0), SINGLE);
    assertEquals(3, Math.abs(layer.poleImaginary(1, 0)), SINGLE);
    assertEquals(0, layer.poleImaginary(1, 0) + layer.poleImaginary(1, 1));
    assertEquals(0.1, layer.medianStepSize(1), SINGLE);
  }

  @Test
  void discretePolesAreToldByTheirLogarithm() throws IOException {
    OpenModel model = open(Checkpoints.lru(folder.resolve("lru.safetensors"), -1, 0.5f));
    LayerDynamics layer = model.snapshot().layers().getFirst();
    assertEquals(-Math.exp(-1), layer.poleReal(0, 0), SINGLE);
    assertEquals(Math.exp(0.5), Math.abs(layer.poleImaginary(0, 0)), SINGLE);
    assertEquals(1, layer.medianStepSize(0));
  }

  @Test
  void whatHasNoPolesSaysWhy() throws IOException {
    String along = refused(Checkpoints.gatedLinearAttention(folder.resolve("gla.safetensors")));
    assertTrue(along.contains("only along a text"), along);
    String unknown = refused(Checkpoints.unknown(folder.resolve("what.safetensors")));
    assertTrue(unknown.contains("A_log") && unknown.contains("it lacks"), unknown);
    String stepless = refused(Checkpoints.withoutSteps(folder.resolve("bare.safetensors")));
    assertTrue(stepless.contains("does not say the step"), stepless);
    Path broken = Files.write(folder.resolve("broken.gguf"), new byte[] {1, 2, 3});
    assertThrows(IOException.class, () -> ModelReader.read(broken, listening));
  }

  @Test
  void openingStopsWhenItIsTold() throws IOException {
    Path path = Checkpoints.mamba(folder.resolve("tiny"));
    BackgroundTasks.Progress cancelled =
        new BackgroundTasks.Progress() {
          @Override
          public void report(double fraction, String message) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThrows(CancellationException.class, () -> ModelReader.read(path, cancelled));
  }

  @Test
  void checkpointsAreToldByTheirNames() throws IOException {
    assertTrue(ModelReader.isOne(Checkpoints.mamba(folder.resolve("tiny"))));
    for (String name : List.of("a.bin", "b.pt", "c.pth", "d.gguf", "e.index.json")) {
      assertTrue(ModelReader.isOne(folder.resolve(name)), name);
    }
    assertFalse(ModelReader.isOne(folder.resolve("notes.txt")));
    assertFalse(ModelReader.isOne(Files.createDirectory(folder.resolve("empty"))));
  }
}
