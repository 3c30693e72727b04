package org.statescope.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.TestDevices;
import org.statescope.training.optimizer.AdamW;
import org.statescope.training.plain.Golden;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.OptimizerConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Tensor;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MambaLanguageModelGoldenTest {
  private static final double DOUBLE = 1e-10;
  private static final double SINGLE = 2e-5;

  // What the reference used for its three steps; the files do not say it.
  private static final OptimizerConfiguration STEPS =
      new OptimizerConfiguration(1e-3, 0, 0, 0.9, 0.95, 1e-8, 0.1, 1.0);

  static List<Path> cases() throws IOException {
    return Stream.of(Golden.family("mamba_lm"), Golden.family("mamba2_lm"))
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plainModelAgreesInDouble(Path folder) throws IOException {
    check(folder, "f64.", DOUBLE, new PlainBackend());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fastModelAgreesInSingle(Path folder) throws IOException {
    check(folder, "f32.", SINGLE, CpuBackend.create(2));
  }

  static Stream<Arguments> casesOnDevices() throws IOException {
    List<Path> folders = cases();
    return TestDevices.usable().stream()
        .flatMap(device -> folders.stream().map(folder -> Arguments.of(device, folder)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("casesOnDevices")
  void modelOnADeviceAgreesInSingle(GpuDevice.Usable device, Path folder) throws IOException {
    check(folder, "f32.", SINGLE, device.open());
  }

  private static void check(Path folder, String precision, double tolerance, Backend backend)
      throws IOException {
    try (Golden golden = Golden.open(folder.resolve("golden.safetensors"));
        Golden weights = Golden.open(folder.resolve("model.safetensors"));
        backend) {
      ModelConfiguration model = configuration(folder.resolve("config.json"));
      LanguageModel whole = model(backend, model, weights, golden, golden.size("input_ids", 1));
      whole.forward();
      Near.assertNear(
          golden.values(precision + "logits"), Trial.values(whole.logits()), tolerance, "logits");
      checkGradients(backend, model, weights, golden, precision, tolerance);
      checkSteps(backend, model, weights, golden, precision + "adamw_all.", tolerance, Set.of());
      Set<String> withoutDecay = Set.of(golden.fact("no_decay_grouped").split(","));
      assertEquals(withoutDecay, whole.withoutDecay());
      checkSteps(
          backend,
          model,
          weights,
          golden,
          precision + "adamw_grouped.",
          tolerance,
          whole.withoutDecay());
    }
  }

  private static void checkGradients(
      Backend backend,
      ModelConfiguration model,
      Golden weights,
      Golden golden,
      String precision,
      double tolerance) {
    LanguageModel shifted = model(backend, model, weights, golden, golden.size("input_ids", 1) - 1);
    double loss = shifted.forward();
    Near.assertNear(golden.values(precision + "loss"), new double[] {loss}, tolerance, "loss");
    shifted.tape().backward();
    for (Tensor parameter : shifted.tape().parameters()) {
      String name = precision + "grad." + parameter.name();
      Near.assertNear(golden.values(name), Trial.gradients(parameter), tolerance, name);
    }
  }

  private static void checkSteps(
      Backend backend,
      ModelConfiguration model,
      Golden weights,
      Golden golden,
      String prefix,
      double tolerance,
      Set<String> withoutDecay) {
    LanguageModel trained = model(backend, model, weights, golden, golden.size("input_ids", 1) - 1);
    AdamW optimizer = new AdamW(trained.tape(), STEPS, withoutDecay);
    double[] norms = new double[golden.size(prefix + "grad_norms", 0)];
    double[] losses = new double[golden.size(prefix + "losses", 0)];
    for (int step = 0; step < norms.length; step++) {
      losses[step] = trained.forward();
      trained.tape().backward();
      norms[step] = optimizer.update(STEPS.learningRate());
    }
    losses[norms.length] = trained.forward();
    Near.assertNear(golden.values(prefix + "losses"), losses, tolerance, prefix + "losses");
    Near.assertNear(golden.values(prefix + "grad_norms"), norms, tolerance, prefix + "norms");
    for (Tensor parameter : trained.tape().parameters()) {
      String name = prefix + "param." + parameter.name();
      Near.assertNear(golden.values(name), Trial.values(parameter), tolerance, name);
    }
  }

  private static LanguageModel model(
      Backend backend,
      ModelConfiguration configuration,
      Golden weights,
      Golden golden,
      int length) {
    int batch = golden.size("input_ids", 0);
    int stored = golden.size("input_ids", 1);
    LanguageModel model = new LanguageModel(backend, configuration, batch, length, 0);
    for (Tensor parameter : model.tape().parameters()) {
      double[] values = weights.values(parameter.name());
      assertFalse(Arrays.stream(values).allMatch(value -> value == 0), parameter.name());
      parameter.setValues(values);
    }
    assertEquals(weights.file().names().size(), model.tape().parameters().size());
    long[] ids = golden.file().readLongs("input_ids");
    for (int i = 0; i < batch * length; i++) {
      int at = i / length * stored + i % length;
      model.tokens().inputs()[i] = (int) ids[at];
      model.tokens().targets()[i] = (int) ids[Math.min(at + 1, ids.length - 1)];
    }
    return model;
  }

  private static ModelConfiguration configuration(Path path) throws IOException {
    JsonNode json =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build()
            .readTree(Files.readString(path));
    boolean heads = json.has("head_dim");
    return new ModelConfiguration(
        heads ? SsmStructure.MAMBA2 : SsmStructure.MAMBA,
        json.get("hidden_size").asInt(),
        json.get("num_hidden_layers").asInt(),
        json.get("state_size").asInt(),
        json.get("expand").asInt(),
        json.get("conv_kernel").asInt(),
        heads ? 0 : json.get("time_step_rank").asInt(),
        json.get("vocab_size").asInt(),
        Discretisation.EULER,
        null,
        heads
            ? new HeadConfiguration(
                json.get("head_dim").asInt(),
                json.get("n_groups").asInt(),
                json.get("chunk_size").asInt(),
                DecayParameterisation.LOG)
            : null,
        json.get("layer_norm_epsilon").asDouble());
  }
}
