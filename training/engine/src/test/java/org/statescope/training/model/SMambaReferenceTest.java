package org.statescope.training.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.hub.HuggingFaceConfiguration;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.tensor.Tensor;

/// The reference in the documentation against the training engine, where there is Python.
class SMambaReferenceTest {
  private static final double AGREEMENT = 1e-5;
  private static final int LENGTH = 40;
  private static final int LAYER = 1;
  private static final String REFERENCE = "/org/statescope/training/hub/s_mamba_reference.py";
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3", "python");

  private static String python = "";

  @TempDir private Path folder;

  @BeforeAll
  static void findPython() throws Exception {
    for (String candidate : PYTHONS) {
      if (python.isEmpty() && runs(candidate, "-c", "import numpy")) {
        python = candidate;
      }
    }
    Assumptions.assumeFalse(python.isEmpty(), "there is no Python with NumPy");
  }

  static List<ModelConfiguration> modelsOfTheReference() {
    return RandomModels.configurations().stream()
        .filter(model -> !HuggingFaceConfiguration.opensInTransformers(model))
        .filter(model -> !model.structure().hasHeads())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modelsOfTheReference")
  void referenceComputesTheEnginesLayer(ModelConfiguration model) throws Exception {
    double[] input =
        new SplittableRandom(9).doubles((long) LENGTH * model.modelWidth(), -1, 1).toArray();
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) input[i];
    }
    double[] expected;
    try (CpuBackend backend = CpuBackend.create(1)) {
      Map<String, RandomModels.Weight> weights =
          RandomModels.weights(RandomModels.make(backend, model, 2, 0));
      RandomModels.write(folder, model, weights);
      expected = layer(backend, model, weights, input);
    }
    Near.assertNear(expected, reference(input), AGREEMENT, model.structure().label());
  }

  private static double[] layer(
      CpuBackend backend,
      ModelConfiguration model,
      Map<String, RandomModels.Weight> weights,
      double[] input) {
    Trial trial = new Trial(backend);
    Tensor x = trial.input("x", input, 1, LENGTH, model.modelWidth());
    String name = "backbone.layers." + LAYER + ".mixer";
    Tensor y =
        Mixer.of(new ModelTape(trial.tape()), name, model, 1)
            .forward(new ModelTape(trial.tape()), x);
    Map<String, Tensor> parameters = new HashMap<>();
    trial.tape().parameters().forEach(tensor -> parameters.put(tensor.name(), tensor));
    parameters.remove("x");
    trial.finish(
        y,
        new double[LENGTH * model.modelWidth()],
        () ->
            parameters.forEach(
                (parameter, tensor) -> {
                  float[] values = weights.get(parameter).values();
                  for (int i = 0; i < values.length; i++) {
                    tensor.precision().set(tensor.data(), i, values[i]);
                  }
                }));
    return Trial.values(y);
  }

  private double[] reference(double[] input) throws Exception {
    Path program = folder.resolve("reference.py");
    try (var stream = HuggingFaceConfiguration.class.getResourceAsStream(REFERENCE)) {
      Files.copy(stream, program, StandardCopyOption.REPLACE_EXISTING);
    }
    Path from = folder.resolve("input");
    Path to = folder.resolve("output");
    ByteBuffer bytes =
        ByteBuffer.allocate(input.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(input);
    Files.write(from, bytes.array());
    String layer = Integer.toString(LAYER);
    assertTrue(
        runs(python, program.toString(), folder.toString(), layer, from.toString(), to.toString()));
    double[] output = new double[input.length];
    ByteBuffer.wrap(Files.readAllBytes(to))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .get(output);
    return output;
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
