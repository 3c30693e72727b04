package org.statescope.benchmarks.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.SsmStructure;

/// Hugging Face's models on PyTorch, eager and compiled, each in a process of its own, from the
/// weights and tokens of our first step. `peer.py` says what it measures.
///
/// @param python the interpreter
/// @param folder of the script and of what it reads
/// @param device in PyTorch's words
record DevicePeer(String python, Path folder, String device) {
  static final String EAGER = "eager";
  static final String COMPILE = "compile";
  static final String RATES = "torch rates";
  private static final String SCRIPT = "peer.py";
  private static final double RATES_SECONDS = 90;

  /// Puts the script into the folder.
  static DevicePeer in(Path folder, String python, String device) throws IOException {
    try (InputStream text = Objects.requireNonNull(DevicePeer.class.getResourceAsStream(SCRIPT))) {
      Files.copy(text, folder.resolve(SCRIPT));
    }
    return new DevicePeer(python, folder, device.startsWith("cuda") ? device : "cpu");
  }

  /// Whether Hugging Face's library has the model.
  static boolean has(RunConfiguration run) {
    SsmStructure structure = run.model().structure();
    return structure == SsmStructure.MAMBA || structure == SsmStructure.MAMBA2;
  }

  /// The name of its row.
  static String name(RunConfiguration run, String mode) {
    return DeviceTraining.name(run) + " transformers " + mode;
  }

  /// PyTorch's own rates of memory and products.
  Part rates(MatrixPrecision precision) {
    return new Part(
        RATES, RATES_SECONDS, List.of(python, script(), "rates", device, precision.label()));
  }

  /// @param seconds the most it may take, its start and compilers included
  Part training(RunConfiguration run, String mode, double seconds) throws IOException {
    Path sizes = folder.resolve(DeviceTraining.name(run) + ".json");
    Files.writeString(sizes, RunJson.text(sizes(run)));
    double measuring = seconds / 2;
    return new Part(
        name(run, mode),
        seconds,
        List.of(
            python,
            script(),
            mode,
            device,
            sizes.toString(),
            exchange(run).toString(),
            Double.toString(measuring)));
  }

  /// The file in which the peer finds weights and tokens.
  Path exchange(RunConfiguration run) {
    return folder.resolve(DeviceTraining.name(run) + ".safetensors");
  }

  private String script() {
    return folder.resolve(SCRIPT).toString();
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
    sizes.put("length", run.length());
    sizes.put("precision", run.precision().label());
    return sizes;
  }
}
