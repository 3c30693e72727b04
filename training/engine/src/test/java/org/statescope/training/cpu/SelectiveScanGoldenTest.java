package org.statescope.training.cpu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.plain.Golden;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.PlainRecurrence;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

public class SelectiveScanGoldenTest {
  private static final double DOUBLE = 1e-10;
  private static final double SINGLE = 2e-5;

  public static List<Path> cases() throws IOException {
    return Golden.family("selscan_");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plainScanAgreesInDouble(Path path) {
    try (Golden golden = Golden.open(path);
        Backend backend = new PlainBackend()) {
      new Case(golden, backend).check("f64.", DOUBLE);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fastScanAgreesInSingle(Path path) {
    try (Backend backend = CpuBackend.create(2)) {
      fusedScanAgrees(path, backend);
    }
  }

  /// Outputs and every gradient of a float32 backend.
  public static void fusedScanAgrees(Path path, Backend backend) {
    try (Golden golden = Golden.open(path)) {
      new Case(golden, backend).check("f32.", SINGLE);
    }
  }

  private static final class Case {
    private final int groups;
    private final Golden golden;
    private final Backend backend;
    private final int batch;
    private final int channels;
    private final int length;
    private final int order;

    Case(Golden golden, Backend backend) {
      this.golden = golden;
      this.backend = backend;
      batch = golden.size("in.u", 0);
      channels = golden.size("in.u", 1);
      length = golden.size("in.u", 2);
      order = golden.size("in.A", 1);
      groups = golden.dimensions("in.B") == 4 ? golden.size("in.B", 1) : 1;
    }

    void check(String precision, double tolerance) {
      Trial trial = new Trial(backend);
      Tensor u = perToken(trial, "u", channels);
      Tensor delta = perToken(trial, "delta", channels);
      Tensor a = trial.input("A", golden.values("in.A"), channels, order);
      Tensor b = perToken(trial, "B", groups * order);
      Tensor c = perToken(trial, "C", groups * order);
      Tensor bias = optional(trial, "delta_bias");
      Tensor d = optional(trial, "D");
      Tensor z = golden.has("in.z") ? perToken(trial, "z", channels) : null;
      boolean softplus = golden.fact("delta_softplus").equals("True");
      ScanSignals signals = new ScanSignals(batch, u, delta, bias, softplus, d, z);
      Tensor y = trial.output(batch, length, channels);
      Operation scan = backend.selectiveScan(signals, Discretisation.EULER, a, b, c, y);
      trial.run(scan, y, tokensFirst("in.gy", channels), trial.inputs().toArray(Tensor[]::new));
      Near.assertNear(
          tokensFirst(precision + "y", channels), Trial.values(y), tolerance, golden + " y");
      for (Tensor input : trial.inputs()) {
        String name = precision + "grad." + input.name();
        double[] expected =
            golden.size(name, golden.dimensions(name) - 1) == length && golden.dimensions(name) > 2
                ? tokensFirst(name, input.columns())
                : golden.values(name);
        Near.assertNear(expected, Trial.gradients(input), tolerance, golden + " " + name);
      }
      if (scan instanceof PlainRecurrence plain) {
        checkLastState(plain, precision, tolerance);
      }
    }

    private void checkLastState(PlainRecurrence plain, String precision, double tolerance) {
      double[] states = new double[batch * channels * order];
      for (int i = 0; i < batch * channels; i++) {
        System.arraycopy(plain.lastState(i / channels, i % channels), 0, states, i * order, order);
      }
      Near.assertNear(
          golden.values(precision + "last_state"), states, tolerance, golden + " last state");
    }

    private Tensor perToken(Trial trial, String name, int columns) {
      return trial.input(name, tokensFirst("in." + name, columns), batch, length, columns);
    }

    private Tensor optional(Trial trial, String name) {
      return golden.has("in." + name)
          ? trial.input(name, golden.values("in." + name), channels)
          : null;
    }

    private double[] tokensFirst(String name, int columns) {
      return Golden.transposed(golden.values(name), batch, columns, length);
    }
  }
}
