package org.statescope.benchmarks.analysis;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.statescope.analysis.checkpoint.DType;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.analysis.checkpoint.inspect.Inspection;

/// Prints how long a checkpoint with all the shapes of Mamba-130M, in F32, takes from its path to
/// its poles: in a fresh process, as a user meets it, and once more.
public final class CheckpointBenchmark {
  private static final int LAYERS = 24;
  private static final int WIDTH = 768;
  private static final int TOKENS = 50_280;
  private static final int CHANNELS = 2 * WIDTH;
  private static final int ORDER = 16;
  private static final int RANK = WIDTH / 16;
  private static final double MILLION = 1e6;

  private final SafetensorsWriter writer = new SafetensorsWriter();
  private final Arena arena;

  private CheckpointBenchmark(Arena arena) {
    this.arena = arena;
  }

  /// @param arguments a regular expression over the names of rows; here `checkpoint` is asked for
  public static void main(String[] arguments) throws IOException {
    if (!"checkpoint".matches(arguments[0])) {
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path file = Files.createTempFile("mamba-130m-shape", ".safetensors");
    try {
      try (Arena arena = Arena.ofConfined()) {
        new CheckpointBenchmark(arena).write(file);
      }
      out.println("| Mamba-130M's shapes, " + Files.size(file) / 1_000_000 + " MB | seconds |");
      out.println("|---|---|");
      for (String when : new String[] {"first time in a process", "again"}) {
        long start = System.nanoTime();
        Inspection inspection = Inspection.of(file);
        double milliseconds = (System.nanoTime() - start) / MILLION;
        long poles =
            inspection.layers().stream()
                .mapToLong(layer -> (long) layer.systems() * layer.order())
                .sum();
        out.printf(
            "| opened, recognised, %,d poles: %s | %.3f |%n", poles, when, milliseconds / 1000);
      }
      out.println();
    } finally {
      Files.delete(file);
    }
  }

  private void write(Path file) throws IOException {
    add("backbone.embeddings.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String mixer = "backbone.layers." + layer + ".mixer.";
      MemorySegment logarithms = add(mixer + "A_log", CHANNELS, ORDER);
      for (int i = 0; i < CHANNELS * ORDER; i++) {
        logarithms.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) Math.log(i % ORDER + 1));
      }
      add(mixer + "D", CHANNELS);
      add(mixer + "in_proj.weight", 2L * CHANNELS, WIDTH);
      add(mixer + "conv1d.weight", CHANNELS, 1, 4);
      add(mixer + "conv1d.bias", CHANNELS);
      add(mixer + "x_proj.weight", RANK + 2 * ORDER, CHANNELS);
      add(mixer + "dt_proj.weight", CHANNELS, RANK);
      add(mixer + "dt_proj.bias", CHANNELS);
      add(mixer + "out_proj.weight", WIDTH, CHANNELS);
      add("backbone.layers." + layer + ".norm.weight", WIDTH);
    }
    add("backbone.norm_f.weight", WIDTH);
    writer.writeTo(file);
  }

  private MemorySegment add(String name, long... shape) {
    long count = 1;
    for (long extent : shape) {
      count *= extent;
    }
    MemorySegment zeros = arena.allocate(ValueLayout.JAVA_FLOAT, count);
    writer.add(name, DType.F32, shape, zeros);
    return zeros;
  }
}
