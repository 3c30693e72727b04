package org.statescope.training.run.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;

class TokenTraceFileTest {
  private static final int CHANNELS = 6;
  private static final int ORDER = 3;

  @TempDir private Path folder;

  private static float[] random(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static LayerTrace layer(int tokens, boolean diagonal, int systems) {
    return new LayerTrace(
        ORDER,
        CHANNELS,
        new Random(1).doubles((long) systems * ORDER * (diagonal ? 1 : ORDER)).toArray(),
        systems,
        random(tokens * 2, 2),
        random(tokens * CHANNELS, 3),
        new VectorTrace(random(tokens * ORDER, 4), tokens, 1, ORDER),
        new VectorTrace(random(systems * ORDER, 5), 1, systems, ORDER));
  }

  private Path write(LayerTrace... layers) throws IOException {
    TracedText text =
        new TracedText("grün", new long[] {1, 2, 3, 4}, new long[] {2, 0, 1, 1}, new double[3]);
    TokenTraceWriter writer =
        new TokenTraceWriter("a model", SsmStructure.SC_MAMBA, Discretisation.BILINEAR, text);
    for (LayerTrace layer : layers) {
      writer.add(layer);
    }
    Path file = folder.resolve("trace.safetensors");
    writer.writeTo(file);
    return file;
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    LayerTrace dense = layer(4, false, 2);
    LayerTrace diagonal = layer(4, true, CHANNELS);
    try (TokenTraceFile file = TokenTraceFile.open(write(dense, diagonal))) {
      assertEquals("a model", file.model());
      assertEquals("grün", file.text().text());
      assertArrayEquals(new int[] {0, 2, 2, 3}, file.text().starts());
      assertEquals(2, file.layers());
      assertArrayEquals(dense.stateMatrices(), file.layer(0).stateMatrices());
      assertArrayEquals(diagonal.steps(), file.layer(1).steps());
      assertArrayEquals(diagonal.energies(), file.layer(1).energies());
      assertTrue(file.layer(1).isDiagonal());
      assertArrayEquals(dense.input(3, 1), file.layer(0).input(3, 1));
      assertArrayEquals(dense.output(0, 5), file.layer(0).output(3, 5));
    }
  }

  @Test
  void aChannelFindsItsSystemStepAndVector() {
    LayerTrace trace = layer(4, false, 2);
    assertEquals(trace.steps()[2 * 2 + 1], (float) trace.step(2, 5));
    assertArrayEquals(
        Arrays.copyOfRange(trace.stateMatrices(), ORDER * ORDER, 2 * ORDER * ORDER),
        trace.stateMatrix(3));
    assertEquals(trace.energies()[3 * CHANNELS + 4], (float) trace.energy(3, 4));
  }

  @Test
  void aDiagonalMatrixIsWrittenOut() {
    LayerTrace trace = layer(4, true, CHANNELS);
    double[] a = trace.stateMatrix(2);
    assertEquals(trace.stateMatrices()[2 * ORDER + 1], a[ORDER + 1]);
    assertEquals(0, a[1]);
  }

  @Test
  void anotherFileIsRefusedInASentence() throws IOException {
    Path file = folder.resolve("other.safetensors");
    new SafetensorsWriter().add("x", new long[] {1}, new double[] {1}).writeTo(file);
    IOException refusal = assertThrows(IOException.class, () -> TokenTraceFile.open(file));
    assertTrue(String.valueOf(refusal.getMessage()).contains("other.safetensors"));
  }

  @Test
  void layersOfAnotherLengthAreRefused() throws IOException {
    try (TokenTraceFile file = TokenTraceFile.open(write(layer(5, true, 1)))) {
      assertThrows(IOException.class, () -> file.layer(0));
    }
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    Path file = write(layer(4, true, 1));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    assertThrows(IOException.class, () -> TokenTraceFile.open(file));
  }
}
