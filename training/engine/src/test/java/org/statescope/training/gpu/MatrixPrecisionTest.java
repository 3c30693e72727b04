package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.plain.Bfloat16;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.trainer.BackendTrainingProgram;
import org.statescope.training.trainer.NamedTensor;
import org.statescope.training.trainer.TokenBatch;
import org.statescope.training.trainer.TrainingProgram;

/// Products of factors rounded to bfloat16.
class MatrixPrecisionTest {
  private static final double SINGLE = 2e-5;

  static List<GpuDevice.Usable> devices() {
    return TestDevices.usable();
  }

  static Stream<Arguments> sizes() {
    return devices().stream()
        .flatMap(
            device ->
                Stream.of(
                    Arguments.of(device, 1, 1, 1),
                    Arguments.of(device, 7, 13, 129),
                    Arguments.of(device, 600, 5, 70)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("sizes")
  void roundedProductsAgreeWithTheirPlainTwin(GpuDevice.Usable device, int rows, int out, int in) {
    try (Backend plain = new PlainBackend(MatrixPrecision.BF16);
        Backend gpu = device.open(MatrixPrecision.BF16)) {
      Linear expected = new Linear(plain, rows, out, in);
      Linear actual = new Linear(gpu, rows, out, in);
      Near.assertNear(Trial.values(expected.y), Trial.values(actual.y), SINGLE, "y");
      Near.assertNear(Trial.gradients(expected.x), Trial.gradients(actual.x), SINGLE, "x");
      Near.assertNear(Trial.gradients(expected.w), Trial.gradients(actual.w), SINGLE, "w");
    }
  }

  /// A product with the unit matrix shows the rounding itself.
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("devices")
  void factorsAreRoundedToTheNearestAndToEven(GpuDevice.Usable device) {
    double[] values = {
      0,
      -0.0,
      1,
      1 + 0x1p-8,
      1 + 0x1p-7 + 0x1p-8,
      -1 - 0x1p-8,
      1 + 0x1p-8 + 0x1p-20,
      0x1.fep100,
      0x1.ffffp126,
      Math.PI,
      -1e30
    };
    double[] expected = Arrays.stream(values).map(Bfloat16::round).toArray();
    try (Backend gpu = device.open(MatrixPrecision.BF16)) {
      Trial trial = new Trial(gpu);
      Tensor x = trial.input("x", values, 1, values.length, 1);
      Tensor w = trial.input("w", new double[] {1}, 1, 1);
      Tensor y = trial.output(1, values.length, 1);
      trial.run(gpu.linear(x, w, y), y, new double[values.length], x, w);
      Near.assertNear(expected, Trial.values(y), 0, "rounded");
    }
  }

  @Test
  void roundingIsThatOfTheFormat() {
    assertEquals(1, Bfloat16.round(1 + 0x1p-8));
    assertEquals(1 + 0x1p-6, Bfloat16.round(1 + 0x1p-7 + 0x1p-8));
    assertEquals(1 + 0x1p-7, Bfloat16.round(1 + 0x1p-8 + 0x1p-20));
    assertEquals(-3.140625, Bfloat16.round(-Math.PI));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("devices")
  void parametersStaySingleWhileProductsAreRounded(GpuDevice.Usable device) {
    RunConfiguration run = Presets.get("mamba-tiny").toBuilder().batch(1).length(32).build();
    int[] tokens = new Random(5).ints(33, 0, run.model().vocabularySize()).toArray();
    TokenBatch batch = new TokenBatch(tokens, 1, 32);
    try (TrainingProgram single = new BackendTrainingProgram(device.open(), run);
        TrainingProgram rounded =
            new BackendTrainingProgram(device.open(MatrixPrecision.BF16), run)) {
      for (int step = 0; step < 3; step++) {
        double expected = single.trainStep(batch, 1e-3).loss();
        double actual = rounded.trainStep(batch, 1e-3).loss();
        assertEquals(expected, actual, 2e-2);
        assertNotEquals(expected, actual);
      }
      NamedTensor table = rounded.parameters().getFirst();
      long unrounded = 0;
      for (float value : table.toArray()) {
        unrounded += Bfloat16.round(value) == value ? 0 : 1;
      }
      assertEquals(1, Math.round((double) unrounded / table.values()));
    }
  }

  /// One program rounds its weights where it updates them, the other since they are written.
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("devices")
  void roundedWeightsFollowTheirParameters(GpuDevice.Usable device) {
    RunConfiguration run =
        Presets.get("mamba-tiny").toBuilder()
            .batch(2)
            .gradientAccumulation(2)
            .length(16)
            .precision(MatrixPrecision.BF16)
            .build();
    try (TrainingProgram updated =
            new BackendTrainingProgram(device.open(MatrixPrecision.BF16), run);
        TrainingProgram written =
            new BackendTrainingProgram(device.open(MatrixPrecision.BF16), run)) {
      for (int step = 0; step < 4; step++) {
        int[] tokens = new Random(step).ints(34, 0, run.model().vocabularySize()).toArray();
        TokenBatch batch = new TokenBatch(tokens, 2, 16);
        for (NamedTensor parameter : written.parameters()) {
          parameter.write(parameter.toArray());
        }
        assertEquals(written.trainStep(batch, 1e-2).loss(), updated.trainStep(batch, 1e-2).loss());
      }
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("devices")
  void aDeviceWithoutTensorCoresRefusesTheirPrecision(GpuDevice.Usable device) {
    if (device.name().startsWith("opencl")) {
      assertThrows(GpuException.class, () -> device.open(MatrixPrecision.TF32));
    }
  }

  private static final class Linear {
    final Tensor x;
    final Tensor w;
    final Tensor y;

    Linear(Backend backend, int rows, int out, int in) {
      Random random = new Random(rows);
      Trial trial = new Trial(backend);
      x = trial.input("x", singles(random, rows * in), 1, rows, in);
      w = trial.input("w", singles(random, out * in), out, in);
      y = trial.output(1, rows, out);
      trial.run(backend.linear(x, w, y), y, singles(random, rows * out), x, w);
    }

    private static double[] singles(Random random, int count) {
      return random.doubles(count, -1, 1).map(value -> (float) value).toArray();
    }
  }
}
