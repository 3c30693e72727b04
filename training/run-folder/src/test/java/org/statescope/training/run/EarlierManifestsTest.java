package org.statescope.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EarlierManifestsTest {
  /// What `statescope train` wrote before there were canonical forms.
  private static final String RUN_JSON =
      """
      {
        "format" : 1,
        "created" : "2026-11-27T10:15:02Z",
        "configuration" : {
          "name" : "first",
          "preset" : "PRESET",
          "model" : {
            "structure" : "STRUCTURE",
            "model_width" : 128,
            "layers" : 4,
            "order" : 16,
            "expand" : 2,
            "convolution_width" : 4,
            "step_rank" : 8,
            "vocabulary_size" : 256,
            "coefficients" : "COEFFICIENTS",
            "discretisation" : "RULE",
            "norm_epsilon" : 1.0E-5
          },
          "optimizer" : {
            "learning_rate" : 0.001,
            "minimum_learning_rate" : 1.0E-4,
            "warmup_steps" : 100,
            "beta1" : 0.9,
            "beta2" : 0.95,
            "epsilon" : 1.0E-8,
            "weight_decay" : 0.1,
            "gradient_clip" : 1.0
          },
          "text" : {
            "source" : "bundled:moby-dick",
            "validation_fraction" : 0.05,
            "tokenizer" : "bytes"
          },
          "batch" : 8,
          "length" : 256,
          "steps" : 2000,
          "evaluate_every" : 100,
          "evaluation_batches" : 16,
          "checkpoint_every" : 200,
          "keep_checkpoints" : 3,
          "dynamics_every" : 50,
          "seed" : 1,
          "device" : "cpu",
          "parent_run" : null
        },
        "provenance" : null
      }
      """;

  @TempDir private Path runs;

  @ParameterizedTest
  @EnumSource(CoefficientParameterisation.class)
  void aCompanionRunOfAnEarlierVersionOpensAsItWasMeant(CoefficientParameterisation coefficients)
      throws IOException {
    RunConfiguration run = opened("sc-mamba", coefficients.label(), "bilinear");
    assertEquals(
        Presets.get("sc-mamba-tiny").model().toBuilder().coefficients(coefficients).build(),
        run.model());
    assertEquals(InstabilityPolicy.STOP, run.onInstability());
    assertEquals(1, run.gradientAccumulation());
    assertEquals(MatrixPrecision.FLOAT32, run.precision());
  }

  @ParameterizedTest
  @EnumSource(CoefficientParameterisation.class)
  void coefficientsThatMeantNothingAreForgotten(CoefficientParameterisation coefficients)
      throws IOException {
    RunConfiguration run = opened("mamba", coefficients.label(), "euler");
    assertEquals(Presets.get("mamba-tiny").model(), run.model());
  }

  @Test
  void whatWasOpenedIsWrittenAsThisVersionReadsIt() throws IOException {
    RunConfiguration run = opened("sc-mamba", "free", "bilinear");
    RunFolder folder = RunFolder.open(runs.resolve("old"));
    folder.changeConfiguration(run);
    assertEquals(run, RunFolder.open(folder.path()).configuration());
  }

  private record Variants(List<Variant> variants) {}

  private record Variant(RunConfiguration configuration) {}

  @Test
  void theRunsOfAnExperimentOpenLikeOthers() throws IOException {
    RunConfiguration run = opened("mamba", "free", "euler");
    String whole = Files.readString(runs.resolve("old").resolve("run.json"));
    Path file = runs.resolve("experiment.json");
    Files.writeString(file, "{\"variants\": [%s]}".formatted(whole));
    assertEquals(List.of(new Variant(run)), RunJson.readManifest(file, Variants.class).variants());
  }

  private RunConfiguration opened(String structure, String coefficients, String rule)
      throws IOException {
    Path folder = Files.createDirectory(runs.resolve("old"));
    Files.writeString(
        folder.resolve("run.json"),
        RUN_JSON
            .replace("PRESET", structure + "-tiny")
            .replace("STRUCTURE", structure)
            .replace("COEFFICIENTS", coefficients)
            .replace("RULE", rule));
    return RunFolder.open(folder).configuration();
  }
}
