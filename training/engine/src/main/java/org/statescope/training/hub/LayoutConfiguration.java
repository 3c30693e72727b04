package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.gguf.GgufFile;
import org.statescope.training.run.RunJson;

/// `config.json` in Hugging Face's layout for the tensors of a model in that layout: the model's
/// own, byte for byte, where it is one, and otherwise one made of what is known of the model.
public final class LayoutConfiguration {
  /// How transformers writes a number that JSON does not have.
  private static final Map<String, String> INFINITE = Map.of("__float__", "Infinity");

  private LayoutConfiguration() {}

  /// Puts the file into a folder.
  public static void copy(ModelFolder source, LayoutTensors weights, Path folder)
      throws IOException {
    Path target = folder.resolve(ModelFolder.CONFIGURATION);
    Path own = source.configuration();
    if (!weights.format().equals(GgufFile.FORMAT) && ConfigurationFile.isHuggingFace(own)) {
      Files.copy(own, target);
    } else {
      RunJson.write(target, made(source.description(), weights));
    }
  }

  private static Map<String, @Nullable Object> made(
      ModelDescription description, LayoutTensors weights) {
    String mixer = "backbone.layers.0.mixer.";
    List<String> names = weights.names();
    Map<String, @Nullable Object> fields = HuggingFaceConfiguration.of(description.model());
    fields.put("use_bias", names.contains(mixer + "in_proj.bias"));
    fields.put("use_conv_bias", names.contains(mixer + "conv1d.bias"));
    fields.put("tie_word_embeddings", description.tied());
    if (description.limitsSteps()) {
      double longest = description.longestStep();
      fields.put(
          "time_step_limit",
          List.of(
              description.shortestStep(),
              longest == Double.POSITIVE_INFINITY ? INFINITE : longest));
    }
    return fields;
  }
}
