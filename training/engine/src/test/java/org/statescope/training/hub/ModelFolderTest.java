package org.statescope.training.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.plain.Golden;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.SsmStructure;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelFolderTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @TempDir private Path folder;

  static List<ModelConfiguration> everyStructure() {
    return RandomModels.configurations();
  }

  @ParameterizedTest
  @MethodSource("everyStructure")
  void whatIsWrittenIsRead(ModelConfiguration model) throws IOException {
    RandomModels.write(folder, model);
    ModelDescription read = ModelFolder.read(folder).description();
    assertEquals(model, read.model());
    assertTrue(read.tied());
    assertFalse(read.limitsSteps());
  }

  @Test
  void shardsAreOneModel() throws IOException {
    ModelConfiguration model = RandomModels.small(SsmStructure.MAMBA).build();
    Map<String, RandomModels.Weight> all;
    try (CpuBackend backend = CpuBackend.create(1)) {
      all = RandomModels.weights(RandomModels.make(backend, model, 2, 0));
    }
    RandomModels.write(folder, model, all);
    Files.delete(folder.resolve("model.safetensors"));
    Map<String, RandomModels.Weight> even = new LinkedHashMap<>();
    Map<String, RandomModels.Weight> odd = new LinkedHashMap<>();
    StringBuilder map = new StringBuilder();
    all.forEach(
        (name, weight) -> {
          boolean first = even.size() <= odd.size();
          (first ? even : odd).put(name, weight);
          map.append(map.isEmpty() ? "" : ",")
              .append('"')
              .append(name)
              .append("\":\"")
              .append(first ? "model-1.safetensors" : "model-2.safetensors")
              .append('"');
        });
    RandomModels.writeWeights(folder.resolve("model-1.safetensors"), even);
    RandomModels.writeWeights(folder.resolve("model-2.safetensors"), odd);
    Files.writeString(
        folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{" + map + "}}");
    try (WeightFiles weights = ModelFolder.read(folder).openWeights()) {
      for (Map.Entry<String, RandomModels.Weight> entry : all.entrySet()) {
        assertArrayEquals(
            entry.getValue().values(), weights.read(entry.getKey(), entry.getValue().shape()));
      }
    }
    Files.delete(folder.resolve("model-2.safetensors"));
    refused("model-2.safetensors", () -> ModelFolder.read(folder).openWeights());
  }

  @Test
  void shardsOutsideOfTheFolderAreRefused() throws IOException {
    RandomModels.write(folder.resolve("model"), RandomModels.small(SsmStructure.MAMBA).build());
    Path moved = folder.resolve("elsewhere.safetensors");
    Files.move(folder.resolve("model/model.safetensors"), moved);
    Files.writeString(
        folder.resolve("model/model.safetensors.index.json"),
        "{\"weight_map\":{\"backbone.norm_f.weight\":\"../elsewhere.safetensors\"}}");
    refused(
        "something that is no file beside it",
        () -> ModelFolder.read(folder.resolve("model")).openWeights());
  }

  @Test
  void publishedNameOfTheEmbeddingIsKnown() throws IOException {
    ModelConfiguration model = RandomModels.small(SsmStructure.MAMBA).build();
    RandomModels.write(folder, model, RandomModels.renamedEmbedding(model));
    try (WeightFiles weights = ModelFolder.read(folder).openWeights()) {
      assertEquals(257 * 18, weights.read("backbone.embeddings.weight", 257, 18).length);
      refused("[257, 18]", () -> weights.read("backbone.embeddings.weight", 257, 17));
    }
  }

  static List<Path> goldenModels() throws IOException {
    return Stream.of(Golden.family("mamba_lm"), Golden.family("mamba2_lm"))
        .flatMap(List::stream)
        .toList();
  }

  /// Field by field what the reference's own files have, where they have it; the tokens at which a
  /// text ends are the vocabulary's own affair.
  @ParameterizedTest
  @MethodSource("goldenModels")
  void configurationsAreThoseOfHuggingFace(Path path) throws IOException {
    Map<String, ?> ours = HuggingFaceConfiguration.of(ModelFolder.read(path).description().model());
    JsonNode theirs = JSON.readTree(Files.readString(path.resolve("config.json")));
    JsonNode written = JSON.readTree(RunJson.text(ours));
    int compared = 0;
    for (String field : ours.keySet()) {
      if (theirs.has(field) && !field.endsWith("_token_id")) {
        assertEquals(theirs.get(field), written.get(field), field);
        compared++;
      }
    }
    assertTrue(compared >= 16, "only " + compared + " fields are theirs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"model_type\" : \"mamba\"|\"model_type\" : \"llama\"|'llama', which cannot be run here:"
            + " choose a model of type mamba, mamba2, sc-mamba",
        "\"hidden_size\" : 18|\"hidden_size\" : 0|hidden_size",
        "\"hidden_size\" : 18|\"hidden_size\" : \"18\"|hidden_size",
        "\"vocab_size\"|\"size\"|has no vocab_size",
        "\"intermediate_size\" : 36|\"intermediate_size\" : 35|must be expand times hidden_size,"
            + " 36",
        "\"hidden_act\" : \"silu\"|\"hidden_act\" : \"gelu\"|must be silu",
        "\"layer_norm_epsilon\" : 1.0E-5|\"layer_norm_epsilon\" : -1|epsilon",
        "\"tie_word_embeddings\" : true|\"tie_word_embeddings\" : 1|true or false",
        "\"use_bias\"|\"time_step_limit\" : [3, 1], \"use_bias\"|between 3.0 and 1.0",
        "\"use_bias\"|\"time_step_limit\" : [0], \"use_bias\"|an array of more than 1 numbers",
        "\"use_bias\"|use_bias|is not a config.json",
      })
  void brokenConfigurationsAreRefusedInOneSentence(String from, String to, String part)
      throws IOException {
    RandomModels.write(folder, RandomModels.small(SsmStructure.MAMBA).build());
    Path file = folder.resolve("config.json");
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
    refused(part, () -> ModelFolder.read(folder));
  }

  @Test
  void missingPartsAreNamed() throws IOException {
    refused("There is no folder", () -> ModelFolder.read(folder.resolve("absent")));
    refused("config.json", () -> ModelFolder.read(folder));
    RandomModels.write(folder, RandomModels.small(SsmStructure.MAMBA).build());
    Files.delete(folder.resolve("model.safetensors"));
    refused("no files of weights", () -> ModelFolder.read(folder).openWeights());
    Files.writeString(folder.resolve("model.safetensors.index.json"), "{");
    refused("is not valid JSON", () -> ModelFolder.read(folder).openWeights());
    Files.writeString(folder.resolve("model.safetensors.index.json"), "{}");
    refused("has no weight_map", () -> ModelFolder.read(folder).openWeights());
  }

  private interface Attempt {
    Object run() throws IOException;
  }

  private void refused(String part, Attempt attempt) {
    String sentence = assertThrows(IOException.class, attempt::run).getMessage();
    assertEquals(1, sentence.lines().count(), sentence);
    assertTrue(sentence.contains(part), sentence);
    assertTrue(sentence.contains(folder.toString()), sentence);
  }
}
