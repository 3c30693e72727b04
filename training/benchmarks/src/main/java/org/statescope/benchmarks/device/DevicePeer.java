package org.statescope.benchmarks.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunJson;

/// Hugging Face's models of the same sizes on PyTorch, eager and compiled, in a process of their
/// own. The script prints one line of JSON per model and mode.
final class DevicePeer {
  private static final String PYTHON = "python3";
  private static final String SCRIPT = "peer.py";

  private DevicePeer() {}

  /// Runs the peers, or says what is missing.
  static void run(PrintStream out, List<RunConfiguration> runs) {
    out.printf("%nHugging Face on PyTorch%n");
    if (!succeeds(List.of(PYTHON, "-c", "import torch, transformers"))) {
      out.println(
          "Not measured: python3 with torch and transformers is not installed"
              + " (pip install torch transformers).");
      return;
    }
    try {
      Path folder = Files.createTempDirectory("device-peer");
      Path script = folder.resolve(SCRIPT);
      try (InputStream text =
          Objects.requireNonNull(DevicePeer.class.getResourceAsStream(SCRIPT))) {
        Files.copy(text, script);
      }
      for (RunConfiguration run : runs) {
        Path sizes = folder.resolve(run.preset() + ".json");
        Files.writeString(sizes, RunJson.text(sizes(run)));
        print(out, List.of(PYTHON, script.toString(), sizes.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> sizes(RunConfiguration run) {
    ModelConfiguration model = run.model();
    Map<String, Object> sizes = new LinkedHashMap<>();
    sizes.put("preset", run.preset());
    sizes.put("structure", model.structure().label());
    sizes.put("vocabulary", model.vocabularySize());
    sizes.put("width", model.modelWidth());
    sizes.put("layers", model.layers());
    sizes.put("order", model.order());
    sizes.put("channels", model.channels());
    sizes.put("taps", model.convolutionWidth());
    @Nullable HeadConfiguration heads = model.heads();
    if (heads == null) {
      sizes.put("step_rank", model.stepRank());
    } else {
      sizes.put("head_width", heads.width());
      sizes.put("groups", heads.groups());
      sizes.put("chunk", heads.chunkLength());
    }
    sizes.put("batch", run.batch());
    sizes.put("length", run.length());
    sizes.put("precision", run.precision().label());
    return sizes;
  }

  private static void print(PrintStream out, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    out.print(text);
    if (await(process) != 0) {
      out.printf("The peer ended with code %d.%n", process.exitValue());
    }
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return await(process) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for python3", e);
    }
  }
}
