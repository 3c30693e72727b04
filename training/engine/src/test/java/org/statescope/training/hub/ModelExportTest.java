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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.SsmStructure;

class ModelExportTest {
  @TempDir private Path folder;

  static List<ModelConfiguration> everyStructure() {
    return RandomModels.configurations();
  }

  private Path checkpoint(ModelConfiguration model) throws IOException {
    Path checkpoint = RandomModels.write(folder.resolve("checkpoint"), model);
    Files.writeString(checkpoint.resolve("state.json"), "{}");
    Files.writeString(checkpoint.resolve("optimizer.safetensors"), "not for others");
    RunJson.write(checkpoint.resolve("tokenizer.json"), ByteTokenizer.description());
    return checkpoint;
  }

  @ParameterizedTest
  @MethodSource("everyStructure")
  void anExportIsTheSameModel(ModelConfiguration model) throws IOException {
    Path checkpoint = checkpoint(model);
    Path target = folder.resolve("export");
    assertEquals(model, ModelExport.write(checkpoint, target));
    ModelFolder exported = ModelFolder.read(target);
    assertEquals(model, exported.description().model());
    assertArrayEquals(
        Files.readAllBytes(checkpoint.resolve("model.safetensors")),
        Files.readAllBytes(target.resolve("model.safetensors")));
    assertFalse(Files.exists(target.resolve("optimizer.safetensors")));
    assertEquals(!HuggingFaceConfiguration.opensInTransformers(model), hasReference(target));
    assertNull(ModelTokenizer.of(exported, null).file());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(2, left.count());
    }
  }

  private static boolean hasReference(Path target) throws IOException {
    try (Stream<Path> entries = Files.list(target)) {
      return entries.anyMatch(entry -> entry.toString().endsWith("_reference.py"));
    }
  }

  @Test
  void onlyWhatTransformersComputesHasItsName() {
    ModelConfiguration mamba2 =
        RandomModels.small(SsmStructure.MAMBA2).headWidth(4).groups(1).build();
    named("Mamba2ForCausalLM", "mamba2", mamba2);
    named("MambaForCausalLM", "mamba", RandomModels.small(SsmStructure.MAMBA).build());
    named("StMamba2ForCausalLM", "st-mamba2", mamba2.toBuilder().groups(3).build());
    named(
        "StMamba2ForCausalLM",
        "st-mamba2",
        mamba2.toBuilder().decay(DecayParameterisation.STABLE).build());
    named(
        "StMamba2ForCausalLM",
        "st-mamba2",
        mamba2.toBuilder().discretisation(Discretisation.ZOH).build());
    for (Discretisation rule : List.of(Discretisation.ZOH, Discretisation.BILINEAR)) {
      named(
          "SampledMambaForCausalLM",
          "sampled-mamba",
          RandomModels.small(SsmStructure.MAMBA).discretisation(rule).build());
    }
    named("ScMambaForCausalLM", "sc-mamba", RandomModels.small(SsmStructure.SC_MAMBA).build());
  }

  private static void named(String architecture, String type, ModelConfiguration model) {
    Map<String, ?> fields = HuggingFaceConfiguration.of(model);
    assertEquals(List.of(architecture), fields.get("architectures"));
    assertEquals(type, fields.get("model_type"));
    assertEquals(
        HuggingFaceConfiguration.opensInTransformers(model), !fields.containsKey("ssm_structure"));
  }

  @Test
  void refusesWhatIsNoCheckpointAndWhatIsTaken() throws IOException {
    Path checkpoint = checkpoint(RandomModels.small(SsmStructure.MAMBA).build());
    refused("There is something in", checkpoint, checkpoint);
    Files.writeString(folder.resolve("file"), "");
    refused("There is something in", checkpoint, folder.resolve("file"));
    Path target = Files.createDirectory(folder.resolve("empty"));
    Files.delete(checkpoint.resolve("tokenizer.json"));
    refused("has lost its tokenizer.json", checkpoint, target);
    Files.delete(checkpoint.resolve("state.json"));
    refused("is no checkpoint of a run", checkpoint, target);
    assertTrue(Files.isDirectory(target));
  }

  private void refused(String part, Path source, Path target) {
    String sentence =
        assertThrows(ModelFolderException.class, () -> ModelExport.write(source, target))
            .getMessage();
    assertTrue(sentence.contains(part), sentence);
    assertTrue(sentence.contains(folder.toString()), sentence);
  }
}
