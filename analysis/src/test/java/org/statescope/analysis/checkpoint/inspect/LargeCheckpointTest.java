package org.statescope.analysis.checkpoint.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.checkpoint.family.ModelFamily;
import org.statescope.analysis.checkpoint.family.Recognition;

class LargeCheckpointTest {
  /// Mamba-130M and Mamba-2.8B.
  private static final SparseModel SMALL = new SparseModel(24, 768, 50280, Float.BYTES);

  private static final SparseModel LARGE = new SparseModel(64, 2560, 50280, Short.BYTES);

  private static final double SINGLE_PRECISION = 1e-6;

  @TempDir private Path folder;

  @Test
  void theShapesOfMamba130mShowTheirPolesAtOnce() throws IOException {
    Path path = folder.resolve("model.safetensors");
    SMALL.writeTo(path);
    long start = System.nanoTime();
    Inspection inspection = Inspection.of(path);
    System.out.printf(
        "Mamba-130M's shapes, %,d bytes: opened, recognised, %,d poles in %d ms%n",
        Files.size(path),
        (long) SMALL.layers() * SMALL.channels() * SparseModel.ORDER,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    assertEquals(
        ModelFamily.MAMBA_HUGGING_FACE, ((Recognition.Network) inspection.recognition()).family());
    assertEquals(SMALL.layers(), inspection.layers().size());
    for (LayerPoles layer : inspection.layers()) {
      assertEquals(SMALL.channels(), layer.systems());
      assertEquals(-1, layer.largestReal(), SINGLE_PRECISION);
      assertEquals(0, layer.unstable());
      assertEquals(Math.log1p(Math.exp(-4)), layer.steps().median(), SINGLE_PRECISION);
    }
  }

  @Test
  void theShapesOfMamba2800mNeedLessThanAGigabyteOfHeap() throws Exception {
    Path path = folder.resolve("model.safetensors");
    LARGE.writeTo(path);
    assertTrue(Files.size(path) > 5L << 30);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                InspectionProcess.class.getName(),
                path.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    System.out.println("Mamba-2.8B's shapes with a heap of 1 GB at most: " + output.strip());
    assertTrue(
        output.contains(LARGE.layers() + " layers, " + LARGE.channels() + " systems each"), output);
  }
}
