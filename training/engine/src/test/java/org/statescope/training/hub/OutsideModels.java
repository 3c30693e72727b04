package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.hub.RandomModels.Weight;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.SsmStructure;

/// Mamba and Mamba-2 in the forms in which the world keeps them.
public final class OutsideModels {
  static final int VOCABULARY = 264;

  private OutsideModels() {}

  /// One model of each.
  public static List<ModelConfiguration> models() {
    return List.of(
        RandomModels.small(SsmStructure.MAMBA).modelWidth(20).vocabularySize(VOCABULARY).build(),
        RandomModels.small(SsmStructure.MAMBA2)
            .modelWidth(20)
            .headWidth(4)
            .groups(2)
            .vocabularySize(VOCABULARY)
            .build());
  }

  public static Map<String, Weight> weights(ModelConfiguration model) {
    try (CpuBackend backend = CpuBackend.create(1)) {
      return RandomModels.weights(RandomModels.make(backend, model, 2, 0));
    }
  }

  /// A folder with this configuration alone.
  static Path configured(Path folder, Map<String, ?> configuration) throws IOException {
    Files.createDirectories(folder);
    RunJson.write(folder.resolve("config.json"), configuration);
    return folder;
  }

  /// A folder with the configuration alone.
  static Path empty(Path folder, ModelConfiguration model) throws IOException {
    return configured(folder, HuggingFaceConfiguration.of(model));
  }

  public static Path pytorch(Path folder, ModelConfiguration model, Map<String, Weight> weights)
      throws IOException {
    empty(folder, model);
    TorchWriter.write(folder.resolve("pytorch_model.bin"), weights, "");
    return folder;
  }

  private interface ShardWriter {
    void write(Path file, Map<String, Weight> weights) throws IOException;
  }

  public static Path pytorchShards(
      Path folder, ModelConfiguration model, Map<String, Weight> weights) throws IOException {
    return shards(
        folder, model, weights, "pytorch_model.bin", (f, part) -> TorchWriter.write(f, part, ""));
  }

  public static Path safetensorsShards(
      Path folder, ModelConfiguration model, Map<String, Weight> weights) throws IOException {
    return shards(folder, model, weights, "model.safetensors", RandomModels::writeWeights);
  }

  private static Path shards(
      Path folder,
      ModelConfiguration model,
      Map<String, Weight> weights,
      String whole,
      ShardWriter writer)
      throws IOException {
    empty(folder, model);
    Map<String, Weight> first = new LinkedHashMap<>();
    Map<String, Weight> second = new LinkedHashMap<>();
    Map<String, String> map = new LinkedHashMap<>();
    weights.forEach(
        (name, weight) -> {
          boolean early = first.size() < weights.size() / 2;
          (early ? first : second).put(name, weight);
          map.put(name, early ? "1-" + whole : "2-" + whole);
        });
    writer.write(folder.resolve("1-" + whole), first);
    writer.write(folder.resolve("2-" + whole), second);
    RunJson.write(folder.resolve(whole + ".index.json"), Map.of("weight_map", map));
    return folder;
  }

  /// As Mamba's authors publish models.
  ///
  /// @param more fields of the configuration
  public static Path published(
      Path folder, ModelConfiguration model, Map<String, Weight> weights, Map<String, ?> more)
      throws IOException {
    Map<String, Object> mixer = new LinkedHashMap<>();
    mixer.put("d_state", model.order());
    if (model.heads() != null) {
      mixer.put("layer", "Mamba2");
      mixer.put("headdim", model.heads().width());
      mixer.put("ngroups", model.heads().groups());
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("d_model", model.modelWidth());
    fields.put("n_layer", model.layers());
    fields.put("vocab_size", VOCABULARY - 7);
    fields.put("ssm_cfg", mixer);
    fields.put("rms_norm", true);
    fields.put("residual_in_fp32", true);
    fields.put("pad_vocab_size_multiple", 8);
    fields.putAll(more);
    configured(folder, fields);
    Map<String, Weight> renamed = new LinkedHashMap<>(weights);
    Weight embedding = renamed.remove("backbone.embeddings.weight");
    renamed.put("backbone.embedding.weight", embedding);
    renamed.put("lm_head.weight", embedding);
    TorchWriter.write(folder.resolve("pytorch_model.bin"), renamed, "");
    return folder;
  }

  public static Path gguf(Path file, ModelConfiguration model, Map<String, Weight> weights)
      throws IOException {
    new GgufWriter(model, weights).write(file, GgufWriter.F32);
    return file;
  }

  public static Path quantised(Path file, ModelConfiguration model) throws IOException {
    new GgufWriter(model, weights(model)).write(file, GgufWriter.Q8_0);
    return file;
  }

  /// Values that F16 and BF16 both hold exactly.
  public static Weight shortened(Weight weight) {
    float[] values = weight.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(values[i] * 64) / 64f;
      values[i] = Float.intBitsToFloat(Float.floatToRawIntBits(values[i]) & 0xffff0000);
    }
    return new Weight(weight.shape(), values);
  }
}
