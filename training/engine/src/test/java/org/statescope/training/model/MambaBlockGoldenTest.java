package org.statescope.training.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.TestDevices;
import org.statescope.training.plain.Golden;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Tensor;

class MambaBlockGoldenTest {
  private static final double DOUBLE = 1e-10;
  private static final double SINGLE = 2e-5;
  private static final double UNUSED_EPSILON = 1e-5;

  static List<Path> cases() throws IOException {
    return Stream.of(Golden.family("mamba_block"), Golden.family("mamba2_block"))
        .flatMap(List::stream)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plainBlockAgreesInDouble(Path path) {
    try (Golden golden = Golden.open(path);
        Backend backend = new PlainBackend()) {
      check(golden, backend, "f64.", DOUBLE);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fastBlockAgreesInSingle(Path path) {
    try (Golden golden = Golden.open(path);
        Backend backend = CpuBackend.create(2)) {
      check(golden, backend, "f32.", SINGLE);
    }
  }

  static Stream<Arguments> casesOnDevices() throws IOException {
    List<Path> paths = cases();
    return TestDevices.usable().stream()
        .flatMap(device -> paths.stream().map(path -> Arguments.of(device, path)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("casesOnDevices")
  void blockOnADeviceAgreesInSingle(GpuDevice.Usable device, Path path) {
    try (Golden golden = Golden.open(path);
        Backend backend = device.open()) {
      check(golden, backend, "f32.", SINGLE);
    }
  }

  private static void check(Golden golden, Backend backend, String precision, double tolerance) {
    ModelConfiguration model = configuration(golden);
    int batch = golden.size("in.x", 0);
    int length = golden.size("in.x", 1);
    Trial trial = new Trial(backend);
    Tensor x = trial.input("x", golden.values("in.x"), batch, length, model.modelWidth());
    ModelTape writer = new ModelTape(trial.tape());
    Tensor y = Mixer.of(writer, "weight", model, batch).forward(writer, x);
    List<Tensor> parameters =
        trial.tape().parameters().stream().filter(tensor -> golden.has(tensor.name())).toList();
    trial.finish(
        y,
        golden.values("in.gy"),
        () -> {
          for (Tensor parameter : parameters) {
            parameter.setValues(golden.values(parameter.name()));
          }
        });
    Near.assertNear(golden.values(precision + "y"), Trial.values(y), tolerance, golden + " y");
    Near.assertNear(
        golden.values(precision + "grad.x"), Trial.gradients(x), tolerance, golden + " x");
    List<String> gradients =
        golden.file().names().stream()
            .filter(name -> name.startsWith(precision + "grad.") && !name.endsWith(".x"))
            .toList();
    for (String name : gradients) {
      String wanted = name.replace(precision + "grad.", "weight.");
      Tensor parameter =
          parameters.stream()
              .filter(tensor -> tensor.name().equals(wanted))
              .findFirst()
              .orElseThrow();
      Near.assertNear(
          golden.values(name), Trial.gradients(parameter), tolerance, golden + " " + name);
    }
  }

  private static ModelConfiguration configuration(Golden golden) {
    boolean heads = golden.file().metadata().containsKey("headdim");
    int width = fact(golden, "d_model");
    return new ModelConfiguration(
        heads ? SsmStructure.MAMBA2 : SsmStructure.MAMBA,
        width,
        1,
        fact(golden, "d_state"),
        golden.size("weight.out_proj.weight", 1) / width,
        fact(golden, "d_conv"),
        heads ? 0 : fact(golden, "dt_rank"),
        2,
        Discretisation.EULER,
        null,
        heads
            ? new HeadConfiguration(
                fact(golden, "headdim"),
                fact(golden, "ngroups"),
                fact(golden, "chunk_size"),
                DecayParameterisation.LOG)
            : null,
        heads ? Double.parseDouble(golden.fact("norm_eps")) : UNUSED_EPSILON);
  }

  private static int fact(Golden golden, String name) {
    return Integer.parseInt(golden.fact(name));
  }
}
