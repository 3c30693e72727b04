package org.statescope.training.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.hub.RandomModels.Weight;
import org.statescope.training.inference.CrossEntropy;
import org.statescope.training.inference.RecurrentModel;
import org.statescope.training.inference.WindowScorer;
import org.statescope.training.run.ModelConfiguration;

/// One model of Mamba and of Mamba-2 in every form in which the world keeps them: each must give
/// the logits and the loss of the same weights in our own folder.
class OutsideModelsTest {
  /// A itself instead of its logarithm costs a rounding.
  private static final double ROUNDED = 1e-5;

  private static final int[] TEXT = {7, 200, 3, 3, 91, 255, 0, 18, 44, 101, 7, 7};

  @TempDir private Path folder;

  static List<ModelConfiguration> models() {
    return OutsideModels.models();
  }

  private Path plain(ModelConfiguration model, Map<String, Weight> weights) throws IOException {
    return RandomModels.write(folder.resolve("plain"), model, weights);
  }

  private Path outside() {
    return folder.resolve("outside");
  }

  private static List<float[]> logits(Path path) throws IOException {
    RecurrentModel model = RecurrentModel.load(ModelFolder.read(path));
    List<float[]> logits = new ArrayList<>();
    for (int token : TEXT) {
      logits.add(model.next(token).clone());
    }
    return logits;
  }

  private static double nats(Path path) throws IOException {
    try (WindowScorer scorer = WindowScorer.of(ModelFolder.read(path), TEXT.length - 1, 1)) {
      return scorer.nats(TEXT);
    }
  }

  private static void assertSame(Path expected, Path actual, double tolerance) throws IOException {
    List<float[]> theirs = logits(actual);
    List<float[]> ours = logits(expected);
    for (int t = 0; t < TEXT.length; t++) {
      assertArrayEquals(ours.get(t), theirs.get(t), (float) tolerance, "after token " + t);
    }
    assertEquals(nats(expected), nats(actual), TEXT.length * tolerance);
  }

  @ParameterizedTest
  @MethodSource("models")
  void pytorchFilesAreRead(ModelConfiguration model) throws IOException {
    Map<String, Weight> weights = OutsideModels.weights(model);
    Path expected = plain(model, weights);
    Path outside = OutsideModels.pytorch(outside(), model, weights);
    assertSame(expected, outside, 0);
    for (String name : List.of("model.pt", "last.pth")) {
      TorchWriter.write(outside.resolve(name), weights, "model");
      assertSame(expected, outside.resolve(name), 0);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void shardsAreOneModel(ModelConfiguration model) throws IOException {
    Map<String, Weight> weights = OutsideModels.weights(model);
    Path expected = plain(model, weights);
    assertSame(expected, OutsideModels.pytorchShards(outside(), model, weights), 0);
    Path other = folder.resolve("other");
    assertSame(expected, OutsideModels.safetensorsShards(other, model, weights), 0);
  }

  /// `TransformersTest` compares what that norm gives with the library itself.
  @Test
  void groupsOfHuggingFaceAreNormedTogetherUnlessAskedOtherwise() throws IOException {
    ModelConfiguration model = models().getLast();
    Map<String, Weight> weights = OutsideModels.weights(model);
    Path expected = plain(model, weights);
    Map<String, Object> theirs = new LinkedHashMap<>(HuggingFaceConfiguration.of(model));
    theirs.keySet().removeIf(field -> field.startsWith("ssm_"));
    theirs.put("model_type", "mamba2");
    theirs.put("tie_word_embeddings", true);
    Path outside = OutsideModels.configured(outside(), theirs);
    RandomModels.writeWeights(outside.resolve("model.safetensors"), weights);
    ModelFolder folder = ModelFolder.read(outside);
    assertEquals(GatedNorm.CHANNELS, folder.description().gatedNorm());
    float[] together = RecurrentModel.load(folder).next(TEXT[0]);
    float[] grouped = RecurrentModel.load(folder.with(GatedNorm.GROUPS)).next(TEXT[0]);
    assertArrayEquals(logits(expected).getFirst(), grouped);
    assertFalse(Arrays.equals(together, grouped));
    try (WindowScorer scorer = WindowScorer.of(folder, 1, 1)) {
      double first = CrossEntropy.of(together.length, token -> together[token], TEXT[1]);
      assertEquals(first, scorer.nats(Arrays.copyOf(TEXT, 2)), ROUNDED);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void thePublishedLayoutIsRead(ModelConfiguration model) throws IOException {
    Map<String, Weight> weights = OutsideModels.weights(model);
    Path expected = plain(model, weights);
    assertSame(expected, OutsideModels.published(outside(), model, weights, Map.of()), 0);
    Map<String, ?> attention = Map.of("attn_layer_idx", List.of(1));
    Path hybrid = OutsideModels.published(outside(), model, weights, attention);
    refused("attn_layer_idx", () -> ModelFolder.read(hybrid));
  }

  @ParameterizedTest
  @MethodSource("models")
  void ggufIsReadWithoutAnythingBesideIt(ModelConfiguration model) throws IOException {
    Map<String, Weight> weights = OutsideModels.weights(model);
    Path expected = plain(model, weights);
    Path only = Files.createDirectory(folder.resolve("gguf"));
    Path file = only.resolve("model-f32.gguf");
    OutsideModels.gguf(file, model, weights);
    assertEquals(model.layers(), ModelFolder.read(file).description().model().layers());
    assertSame(expected, file, ROUNDED);
    assertSame(expected, only, ROUNDED);

    Map<String, Weight> headed = new LinkedHashMap<>(weights);
    headed.put(
        "lm_head.weight",
        new Weight(
            new long[] {OutsideModels.VOCABULARY, 20},
            new float[OutsideModels.VOCABULARY * model.modelWidth()]));
    OutsideModels.gguf(file, model, headed);
    assertEquals((TEXT.length - 1) * Math.log(OutsideModels.VOCABULARY), nats(file), ROUNDED);
  }

  @ParameterizedTest
  @ValueSource(ints = {GgufWriter.F16, GgufWriter.BF16})
  void halfPrecisionIsDequantised(int type) throws IOException {
    ModelConfiguration model = models().getFirst();
    Map<String, Weight> weights = OutsideModels.weights(model);
    weights.replaceAll(
        (name, weight) ->
            weight.shape().length > 1 && !name.endsWith("A_log")
                ? OutsideModels.shortened(weight)
                : weight);
    Path file = folder.resolve("half.gguf");
    new GgufWriter(model, weights).write(file, type);
    assertSame(plain(model, weights), file, ROUNDED);
  }

  @Test
  void quantisedTensorsAreRefusedByName() throws IOException {
    ModelConfiguration model = models().getFirst().toBuilder().modelWidth(32).build();
    Path file = OutsideModels.quantised(folder.resolve("quantised.gguf"), model);
    refused("is quantised as Q8_0", () -> RecurrentModel.load(ModelFolder.read(file)));
  }

  @ParameterizedTest
  @CsvSource({
    "general.architecture, llama, has the architecture 'llama'",
    "mamba.block_count, 2147483647, have no blk.2.attn_norm.weight",
    "mamba.block_count, -1, mamba.block_count",
    "mamba.embedding_length, 3, must be a multiple",
    "mamba.embedding_length, 10, has shape",
    "mamba.ssm.state_size, 1000000000, has shape",
    "mamba.ssm.conv_kernel, 2000000000, has shape",
    "mamba.ssm.inner_size, 2000000000, has shape"
  })
  void metadataThatLiesIsRefusedBeforeAnythingIsMade(String key, String value, String part)
      throws IOException {
    ModelConfiguration model = models().getFirst();
    GgufWriter writer = new GgufWriter(model, OutsideModels.weights(model));
    if (key.startsWith("general")) {
      writer.with(key, value);
    } else {
      writer.with(key, Integer.parseInt(value));
    }
    Path file = folder.resolve("lying.gguf");
    writer.write(file, GgufWriter.F32);
    refused(part, () -> nats(file));
    refused(part, () -> logits(file));
  }

  @Test
  void ratesThatNoMambaHasAreRefused() throws IOException {
    ModelConfiguration model = models().getFirst();
    Map<String, Weight> weights = OutsideModels.weights(model);
    weights.get("backbone.layers.1.mixer.A_log").values()[3] = Float.NEGATIVE_INFINITY;
    Path file = folder.resolve("zero.gguf");
    OutsideModels.gguf(file, model, weights);
    refused("blk.1.ssm_a is -0.0 at index 3", () -> RecurrentModel.load(ModelFolder.read(file)));
  }

  @Test
  void manyTokensWithoutATokenizerAreNotTakenForBytes() throws IOException {
    ModelConfiguration model = models().getFirst().toBuilder().vocabularySize(600).build();
    Path path = RandomModels.write(folder.resolve("many"), model);
    refused(
        "600 tokens and no tokenizer.json", () -> ModelTokenizer.of(ModelFolder.read(path), null));
    assertNull(ModelTokenizer.of(ModelFolder.read(path), "bytes").file());
  }

  private interface Attempt {
    Object run() throws IOException;
  }

  private static void refused(String part, Attempt attempt) {
    String sentence = assertThrows(IOException.class, attempt::run).getMessage();
    assertEquals(1, sentence.lines().count(), sentence);
    assertTrue(sentence.contains(part), sentence);
  }
}
