package org.statescope.training.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.hub.RandomModels.Weight;
import org.statescope.training.plain.Golden;
import org.statescope.training.plain.Near;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.trainer.TokenBatch;

class WindowScorerTest {
  private static final double GOLDEN_SINGLE = 2e-5;
  private static final double AGREEMENT = 1e-5;
  private static final int[] TEXT = new SplittableRandom(4).ints(300, 0, 257).toArray();

  @TempDir private Path folder;
  private ModelConfiguration model;
  private Map<String, Weight> weights;

  @BeforeEach
  void makeModel() throws IOException {
    model = RandomModels.small(SsmStructure.MAMBA2).headWidth(4).build();
    try (CpuBackend backend = CpuBackend.create(1)) {
      weights = new LinkedHashMap<>(RandomModels.weights(RandomModels.make(backend, model, 2, 0)));
    }
    RandomModels.write(folder, model, weights);
  }

  static List<Path> goldenModels() throws IOException {
    return RecurrentModelTest.goldenModels();
  }

  @ParameterizedTest
  @MethodSource("goldenModels")
  void modelsFromOutsideHaveTheirLoss(Path path) throws IOException {
    try (Golden golden = Golden.open(path.resolve("golden.safetensors"))) {
      int[] ids =
          Arrays.stream(golden.file().readLongs("input_ids")).mapToInt(id -> (int) id).toArray();
      int length = golden.size("input_ids", 1);
      double nats = 0;
      for (int from = 0; from < ids.length; from += length) {
        nats += nats(path, length - 1, Arrays.copyOfRange(ids, from, from + length));
      }
      double loss = nats / (ids.length - ids.length / length);
      Near.assertNear(golden.values("f32.loss"), new double[] {loss}, GOLDEN_SINGLE, "loss");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 299, 4096})
  void wholeSequencesAndSingleTokensScoreAlike(int length) throws IOException {
    RecurrentScorer recurrent =
        new RecurrentScorer(RecurrentModel.load(ModelFolder.read(folder)), length);
    try (WindowScorer whole = WindowScorer.of(ModelFolder.read(folder), length, 2)) {
      assertInstanceOf(SequenceScorer.class, whole);
      double expected = recurrent.nats(TEXT);
      assertEquals(expected, whole.nats(TEXT), AGREEMENT * expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void rowsOfABatchAreWindowsOfTheirOwn(int rows) throws IOException {
    int length = TEXT.length / rows - 1;
    TokenBatch batch = new TokenBatch(Arrays.copyOf(TEXT, rows * (length + 1)), rows, length);
    double expected = 0;
    for (int row = 0; row < rows; row++) {
      int from = row * (length + 1);
      expected += nats(folder, length, Arrays.copyOfRange(TEXT, from, from + length + 1));
    }
    ModelFolder one = ModelFolder.read(folder);
    RecurrentScorer recurrent = new RecurrentScorer(RecurrentModel.load(one), length);
    assertEquals(expected, recurrent.nats(batch), AGREEMENT * expected);
    try (WindowScorer whole = WindowScorer.of(one, length, 2)) {
      assertInstanceOf(SequenceScorer.class, whole);
      assertEquals(expected, whole.nats(batch), AGREEMENT * expected);
      TokenBatch other = new TokenBatch(new int[4], 1, 3);
      assertThrows(IllegalArgumentException.class, () -> whole.nats(other));
    }
  }

  @Test
  void longerWindowsSeeMore() throws IOException {
    assertNotEquals(nats(folder, 7, TEXT), nats(folder, 299, TEXT));
  }

  @Test
  void partsThatAreAbsentAreTheSameAsZero() throws IOException {
    double plain = nats(folder, 64, TEXT);
    weights.replaceAll(
        (name, weight) ->
            name.endsWith("conv1d.bias")
                ? new Weight(weight.shape(), new float[weight.values().length])
                : weight);
    RandomModels.write(folder, model, weights);
    double zero = nats(folder, 64, TEXT);
    assertNotEquals(plain, zero);
    weights.keySet().removeIf(name -> name.endsWith("conv1d.bias"));
    RandomModels.write(folder, model, weights);
    assertEquals(zero, nats(folder, 64, TEXT), AGREEMENT * zero);
  }

  @Test
  void biasesAndHeadAreUsedWhereTheyAre() throws IOException {
    double plain = nats(folder, 64, TEXT);
    weights.put("lm_head.weight", weights.get("backbone.embeddings.weight"));
    weights.put(
        "backbone.layers.0.mixer.out_proj.bias", new Weight(new long[] {18}, new float[18]));
    RandomModels.write(folder, model, weights);
    change("\"tie_word_embeddings\" : true", "\"tie_word_embeddings\" : false");
    assertEquals(plain, nats(folder, 64, TEXT), AGREEMENT * plain);

    float[] bias = new float[18];
    bias[3] = 1;
    weights.put("backbone.layers.0.mixer.out_proj.bias", new Weight(new long[] {18}, bias));
    RandomModels.write(folder, model, weights);
    double biased = nats(folder, 64, TEXT);
    assertNotEquals(plain, biased, 1e-3 * plain);

    weights.put("lm_head.weight", new Weight(new long[] {257, 18}, new float[257 * 18]));
    RandomModels.write(folder, model, weights);
    change("\"tie_word_embeddings\" : true", "\"tie_word_embeddings\" : false");
    double even = (TEXT.length - 1) * Math.log(257);
    assertEquals(even, nats(folder, 64, TEXT), AGREEMENT * even);
  }

  @Test
  void stepsAreCutWhereTheConfigurationSaysSo() throws IOException {
    double plain = nats(folder, 64, TEXT);
    for (String written : List.of("[0.0, Infinity]", "[0.0, {\"__float__\": \"Infinity\"}]")) {
      RandomModels.write(folder, model, weights);
      change("\"use_bias\"", "\"time_step_limit\" : " + written + ", \"use_bias\"");
      assertEquals(plain, nats(folder, 64, TEXT));
    }
    RandomModels.write(folder, model, weights);
    change("\"use_bias\"", "\"time_step_limit\" : [0.0, 1e-6], \"use_bias\"");
    assertNotEquals(plain, nats(folder, 64, TEXT), 10 * AGREEMENT * plain);
  }

  @Test
  void refusesWindowsWithoutTokens() {
    assertThrows(IllegalArgumentException.class, () -> nats(folder, 0, TEXT));
  }

  @Test
  void refusesWeightsOfAnotherModel() throws IOException {
    weights.remove("backbone.norm_f.weight");
    RandomModels.write(folder, model, weights);
    ModelFolderException failure =
        assertThrows(ModelFolderException.class, () -> nats(folder, 7, TEXT));
    assertEquals(
        "The weights in %s have no backbone.norm_f.weight: configuration and weights are not of one model."
            .formatted(folder),
        failure.getMessage());
  }

  private void change(String from, String to) throws IOException {
    Path file = folder.resolve("config.json");
    String text = Files.readString(file);
    assertNotEquals(text, text.replace(from, to), from + " is not in " + text);
    Files.writeString(file, text.replace(from, to));
  }

  private static double nats(Path path, int length, int[] text) throws IOException {
    try (WindowScorer scorer = WindowScorer.of(ModelFolder.read(path), length, 1)) {
      return scorer.nats(text);
    }
  }
}
