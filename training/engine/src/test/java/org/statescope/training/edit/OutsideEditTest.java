package org.statescope.training.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.checkpoint.DType;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.lti.Complex;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.OutsideModels;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.hub.RandomModels.Weight;
import org.statescope.training.inference.WindowScorer;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.design.DesignHistory;
import org.statescope.training.run.design.DesignStage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Edits of models in every form that is read: each must give what the same edits make of the same
/// weights in our own folder.
class OutsideEditTest {
  /// A itself instead of its logarithm costs a rounding.
  private static final double ROUNDED = 1e-5;

  private static final int[] TEXT = {7, 200, 3, 3, 91, 255, 0, 18, 44, 101, 7, 7};
  private static final String A_LOG = "backbone.layers.1.mixer.A_log";

  @TempDir private Path folder;

  static List<ModelConfiguration> models() {
    return OutsideModels.models();
  }

  private static PoleEdits edits(ModelConfiguration model) {
    return PoleEdits.of(
        new MovePole(1, 2, 0, Complex.real(-0.3)),
        new ClampPoles(0, PoleEdit.ALL, 2.5),
        new PruneState(model.heads() == null ? 1 : 0, PoleEdit.ALL, 0));
  }

  private Path edited(Path source, ModelConfiguration model) throws IOException {
    Path target = folder.resolve("edited-" + source.getFileName());
    DesignStage stage = CheckpointEdit.write(source, edits(model), target, (_, _) -> {});
    assertTrue(stage.largestPoleError().orElseThrow() < 1e-6, stage::toString);
    assertEquals(1, DesignHistory.of(target).stages().size());
    assertEquals(64, stage.fingerprint().length());
    assertEquals(source.toAbsolutePath().toString(), stage.source());
    return target;
  }

  private static double nats(Path path) throws IOException {
    try (WindowScorer scorer = WindowScorer.of(ModelFolder.read(path), TEXT.length - 1, 1)) {
      return scorer.nats(TEXT);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyFormOfAModelTakesTheSameEdits(ModelConfiguration model) throws IOException {
    Map<String, Weight> weights = OutsideModels.weights(model);
    Path plain = RandomModels.write(folder.resolve("plain"), model, weights);
    Path expected = edited(plain, model);
    assertTrue(Math.abs(nats(plain) - nats(expected)) > 1e-4, "the edits change nothing");
    List<Path> same = new ArrayList<>();
    same.add(OutsideModels.pytorch(folder.resolve("torch"), model, weights));
    same.add(OutsideModels.pytorchShards(folder.resolve("shards"), model, weights));
    same.add(OutsideModels.safetensorsShards(folder.resolve("tensors"), model, weights));
    same.add(folder.resolve("torch").resolve("pytorch_model.bin"));
    for (Path source : same) {
      Path target = edited(source, model);
      assertEquals(nats(expected), nats(target), source.toString());
      assertEquals(-1, Files.mismatch(plain.resolve("config.json"), target.resolve("config.json")));
      assertEquals(names(expected), names(target));
    }
    Path gguf = OutsideModels.gguf(folder.resolve("model.gguf"), model, weights);
    assertEquals(nats(expected), nats(edited(gguf, model)), ROUNDED);
    assertEquals(names(expected), names(folder.resolve("edited-model.gguf")));
  }

  @ParameterizedTest
  @MethodSource("models")
  void thePublishedLayoutBecomesHuggingFaces(ModelConfiguration model) throws IOException {
    Map<String, Weight> weights = OutsideModels.weights(model);
    Path expected = edited(RandomModels.write(folder.resolve("plain"), model, weights), model);
    Path source = OutsideModels.published(folder.resolve("mamba"), model, weights, Map.of());
    Path target = edited(source, model);
    assertEquals(nats(expected), nats(target));
    JsonNode configuration =
        JsonMapper.shared().readTree(Files.readString(target.resolve("config.json")));
    assertTrue(configuration.has("model_type"), configuration::toString);
    assertTrue(configuration.path("tie_word_embeddings").booleanValue());
    assertTrue(names(target).contains("backbone.embeddings.weight"));
  }

  @Test
  void aHeadOfItsOwnStaysOne() throws IOException {
    ModelConfiguration model = models().getFirst();
    Map<String, Weight> weights = new LinkedHashMap<>(OutsideModels.weights(model));
    Weight embedding = weights.get("backbone.embeddings.weight");
    float[] head = new float[embedding.values().length];
    for (int i = 0; i < head.length; i++) {
      head[i] = (i * 31 % 17 - 8) / 8f;
    }
    weights.put("lm_head.weight", new Weight(embedding.shape(), head));
    Path source = OutsideModels.gguf(folder.resolve("headed.gguf"), model, weights);
    Path target = folder.resolve("same");
    CheckpointEdit.write(source, PoleEdits.NONE, target, (_, _) -> {});
    assertFalse(ModelFolder.read(target).description().tied());
    assertEquals(nats(source), nats(target), ROUNDED);
  }

  @Test
  void parametersOfPolesInHalfPrecisionAreWidenedAndAllElseStays() throws IOException {
    ModelConfiguration model = models().getFirst();
    Map<String, Weight> weights = new LinkedHashMap<>(OutsideModels.weights(model));
    weights.replaceAll((name, weight) -> OutsideModels.shortened(weight));
    Path half = RandomModels.write(folder.resolve("half"), model, weights);
    SafetensorsWriter writer = new SafetensorsWriter();
    weights.forEach((name, weight) -> writer.add(name, DType.BF16, weight.shape(), bf16(weight)));
    Files.delete(half.resolve("model.safetensors"));
    writer.writeTo(half.resolve("model.safetensors"));
    Map<String, String> widened = new LinkedHashMap<>();
    Path target = folder.resolve("target");
    PoleEdits edits =
        PoleEdits.of(new MovePole(1, 2, 0, Complex.real(-0.3)), new PruneState(0, PoleEdit.ALL, 3));
    DesignStage stage =
        CheckpointEdit.write(
            half,
            edits,
            target,
            new EditProgress() {
              @Override
              public void predicted(int done, int of) {}

              @Override
              public void widened(String tensor, String type) {
                widened.put(tensor, type);
              }
            });
    assertEquals(Map.of(A_LOG, "BF16"), widened);
    assertTrue(stage.largestPoleError().orElseThrow() < 1e-6, stage::toString);
    try (SafetensorsFile old = SafetensorsFile.open(half.resolve("model.safetensors"));
        SafetensorsFile written = SafetensorsFile.open(target.resolve("model.safetensors"))) {
      for (String name : old.names()) {
        if (name.equals(A_LOG)) {
          assertEquals(DType.F32, written.entry(name).dtype());
          float[] row = written.readFloats(name);
          float[] before = old.readFloats(name);
          assertEquals((float) Math.log(0.3), row[2 * model.order()]);
          row[2 * model.order()] = before[2 * model.order()];
          assertArrayEquals(before, row);
        } else {
          assertEquals(DType.BF16, written.entry(name).dtype(), name);
          long at = old.entry(name).data().mismatch(written.entry(name).data());
          assertEquals(name.equals("backbone.layers.0.mixer.x_proj.weight"), at >= 0, name);
        }
      }
    }
  }

  private static MemorySegment bf16(Weight weight) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[2 * weight.values().length]);
    for (int i = 0; i < weight.values().length; i++) {
      short high = (short) (Float.floatToRawIntBits(weight.values()[i]) >> 16);
      bytes.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i, high);
    }
    return bytes;
  }

  @Test
  void quantisedWeightsAreOneSentence() throws IOException {
    ModelConfiguration model = models().getFirst().toBuilder().modelWidth(32).build();
    Path file = OutsideModels.quantised(folder.resolve("quantised.gguf"), model);
    IOException refused =
        assertThrows(
            IOException.class,
            () -> CheckpointEdit.write(file, PoleEdits.NONE, folder.resolve("no"), (_, _) -> {}));
    assertTrue(String.valueOf(refused.getMessage()).contains("is quantised as Q8_0"));
    assertFalse(Files.exists(folder.resolve("no")));
  }

  private static List<String> names(Path model) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(model.resolve("model.safetensors"))) {
      return file.names().stream().filter(name -> !name.startsWith("lm_head")).sorted().toList();
    }
  }
}
