package org.statescope.training.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.checkpoint.inspect.Inspection;
import org.statescope.training.inference.RecurrentModel;
import org.statescope.training.inference.WindowScorer;
import org.statescope.training.plain.Golden;
import org.statescope.training.plain.Near;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.SsmStructure;

/// Our exports in Hugging Face's own library, and its models here, where there is Python with torch
/// and transformers. One process of Python does its part for all cases.
class TransformersTest {
  /// Of logits beside their largest, all in float32; of the loss of one token.
  private static final double AGREEMENT = 2e-5;

  private static final String SCRIPT = "transformers_peer.py";
  private static final String EXPECTED = ".expected.safetensors";
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3", "python");

  @TempDir private static Path folder;

  @BeforeAll
  static void letPythonDoItsPart() throws Exception {
    String python =
        PYTHONS.stream()
            .filter(candidate -> said(candidate, "-c", "import torch, transformers").code() == 0)
            .findFirst()
            .orElse("");
    Assumptions.assumeFalse(python.isEmpty(), "there is no Python with torch and transformers");
    for (ModelConfiguration model : exportedModels()) {
      export(model);
    }
    Path script = folder.resolve(SCRIPT);
    try (var text = TransformersTest.class.getResourceAsStream(SCRIPT)) {
      Files.copy(text, script);
    }
    Said said = said(python, script.toString(), folder.toString());
    assertEquals(0, said.code(), said.text());
  }

  private record Said(int code, String text) {}

  private static Said said(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      return new Said(-1, e.toString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ModelConfiguration> exportedModels() {
    return List.of(
        RandomModels.small(SsmStructure.MAMBA).build(),
        RandomModels.small(SsmStructure.MAMBA)
            .expand(3)
            .convolutionWidth(3)
            .stepRank(5)
            .order(16)
            .layers(3)
            .build(),
        RandomModels.small(SsmStructure.MAMBA2).headWidth(4).groups(1).build(),
        RandomModels.small(SsmStructure.MAMBA2)
            .headWidth(18)
            .groups(1)
            .chunkLength(8)
            .convolutionWidth(3)
            .order(16)
            .layers(3)
            .build());
  }

  private static void export(ModelConfiguration model) throws IOException {
    String name = model.structure().label() + "-" + model.layers();
    Path checkpoint = RandomModels.write(folder.resolve("checkpoints").resolve(name), model);
    Files.writeString(checkpoint.resolve("state.json"), "{}");
    RunJson.write(checkpoint.resolve("tokenizer.json"), ByteTokenizer.description());
    Files.createDirectories(folder.resolve("exported"));
    ModelExport.write(checkpoint, folder.resolve("exported").resolve(name));
  }

  private static List<Path> folders(String kind) throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve(kind))) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  static List<Path> exported() throws IOException {
    return folders("exported");
  }

  static List<Path> written() throws IOException {
    return folders("written");
  }

  static List<Path> refused() throws IOException {
    return folders("refused");
  }

  private static Golden expected(Path model) {
    return Golden.open(model.resolveSibling(model.getFileName() + EXPECTED));
  }

  @ParameterizedTest
  @MethodSource("exported")
  void transformersOpensAnExport(Path model) throws IOException {
    try (Golden expected = expected(model)) {
      assertEquals("{}", expected.fact("loading"), "missing, unexpected or mismatched keys");
      assertEquals("True", expected.fact("bytewise"), "the tokenizer's bytes");
      String family = model.getFileName().toString().startsWith("mamba2") ? "Mamba2" : "Mamba";
      assertEquals(family + "ForCausalLM", expected.fact("architecture"));
      assertSameModel(expected, model);
    }
  }

  @ParameterizedTest
  @MethodSource("written")
  void modelsOfTransformersAreTheSameHere(Path model) throws IOException {
    try (Golden expected = expected(model)) {
      assertSameModel(expected, model);
    }
  }

  private static void assertSameModel(Golden expected, Path path) throws IOException {
    int[] tokens = whole(expected.values("tokens"));
    double[] logits = expected.values("logits");
    RecurrentModel model = RecurrentModel.load(ModelFolder.read(path));
    int vocabulary = model.configuration().vocabularySize();
    double[] ours = new double[logits.length];
    float[] last = {};
    for (int t = 0; t < tokens.length; t++) {
      last = model.next(tokens[t]);
      for (int i = 0; i < vocabulary; i++) {
        ours[t * vocabulary + i] = last[i];
      }
    }
    Near.assertNear(logits, ours, AGREEMENT, "logits of " + path.getFileName());
    assertArrayEquals(whole(expected.values("continued")), continued(model, last, expected));
    assertSameLoss(logits, tokens, path);
  }

  private static int[] continued(RecurrentModel model, float[] last, Golden expected) {
    int[] tokens = new int[expected.size("continued", 0)];
    float[] logits = last;
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = largest(logits);
      logits = model.next(tokens[i]);
    }
    return tokens;
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  /// As `statescope evaluate` finds it: whole sequences at once where that is possible.
  private static void assertSameLoss(double[] logits, int[] tokens, Path path) throws IOException {
    int vocabulary = logits.length / tokens.length;
    int predicted = tokens.length - 1;
    double nats = 0;
    for (int t = 0; t < predicted; t++) {
      double[] row = Arrays.copyOfRange(logits, t * vocabulary, (t + 1) * vocabulary);
      double top = Arrays.stream(row).max().orElseThrow();
      double sum = Arrays.stream(row).map(logit -> Math.exp(logit - top)).sum();
      nats += top + Math.log(sum) - row[tokens[t + 1]];
    }
    try (WindowScorer scorer = WindowScorer.of(ModelFolder.read(path), predicted, 1)) {
      double ours = scorer.nats(tokens) / predicted;
      assertEquals(nats / predicted, ours, AGREEMENT * Math.max(1, nats / predicted));
    }
  }

  private static int[] whole(double[] values) {
    return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
  }

  @ParameterizedTest
  @MethodSource("written")
  void modelsOfTransformersAreRecognised(Path path) throws IOException {
    Inspection inspection = Inspection.of(path).withCensus(1);
    Recognition.Network network =
        assertInstanceOf(Recognition.Network.class, inspection.recognition());
    ModelConfiguration model = ModelFolder.read(path).description().model();
    assertEquals(model.layers(), network.network().layers().size());
    int systems = model.heads() == null ? model.channels() : model.headCount();
    assertEquals((long) model.layers() * systems, inspection.systems());
    assertTrue(inspection.census().isPresent());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNotComputedHereIsRefusedInASentence(Path path) {
    String sentence =
        assertThrows(ModelFolderException.class, () -> ModelFolder.read(path)).getMessage();
    assertTrue(sentence.contains(path.toString()), sentence);
    assertEquals(1, sentence.lines().count(), sentence);
  }

  @Test
  void everyFormatWasWritten() throws IOException {
    List<String> names = written().stream().map(path -> path.getFileName().toString()).toList();
    assertTrue(names.size() >= 19, names.toString());
    assertTrue(
        Files.exists(folder.resolve("written/mamba-sharded/model.safetensors.index.json")),
        "no shards");
    assertTrue(Files.exists(folder.resolve("written/mamba2-archive/pytorch_model.bin")));
  }
}
