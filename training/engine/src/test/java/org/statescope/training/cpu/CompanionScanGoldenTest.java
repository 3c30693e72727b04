package org.statescope.training.cpu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.plain.Golden;
import org.statescope.training.plain.MatrixMap;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.PlainCanonicalScan;
import org.statescope.training.plain.PlainRecurrence;
import org.statescope.training.plain.Trial;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

class CompanionScanGoldenTest {
  private static final double DOUBLE = 1e-10;
  private static final int HIGH_ORDER = 16;
  private static final double HIGH_ORDER_OUTPUT = 1e-9;
  private static final double HIGH_ORDER_GRADIENT = 1e-8;
  private static final double SINGLE = 2e-5;

  static List<Path> cases() throws IOException {
    return Golden.family("companion_");
  }

  static List<Path> fastCases() throws IOException {
    List<Path> fast = cases().stream().filter(CompanionScanGoldenTest::isFast).toList();
    if (fast.isEmpty()) {
      throw new AssertionError("no golden file has the bilinear rule");
    }
    return fast;
  }

  private static boolean isFast(Path path) {
    try (Golden golden = Golden.open(path)) {
      return golden.fact("discretisation").equals("bilinear");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plainRecurrenceAgreesInDouble(Path path) {
    try (Golden golden = Golden.open(path);
        Backend backend = new PlainBackend()) {
      boolean high = golden.size("in.a", 0) >= HIGH_ORDER;
      check(
          golden, backend, high ? HIGH_ORDER_OUTPUT : DOUBLE, high ? HIGH_ORDER_GRADIENT : DOUBLE);
    }
  }

  @ParameterizedTest
  @MethodSource("fastCases")
  void fastRecurrenceAgreesInSingle(Path path) {
    try (Golden golden = Golden.open(path);
        Backend backend = CpuBackend.create(2)) {
      check(golden, backend, SINGLE, SINGLE);
    }
  }

  private static void check(
      Golden golden, Backend backend, double outputTolerance, double gradientTolerance) {
    int length = golden.size("in.u", 0);
    int channels = golden.size("in.u", 1);
    int order = golden.size("in.a", 0);
    boolean controllable = golden.fact("form").equals("ccf");
    String vectorName = controllable ? "C" : "B";
    Trial trial = new Trial(backend);
    Tensor a = trial.input("a", golden.values("in.a"), order);
    Tensor delta = trial.input("Delta", golden.values("in.Delta"), 1, length, channels);
    Tensor u = trial.input("u", golden.values("in.u"), 1, length, channels);
    Tensor vector = trial.input(vectorName, golden.values("in." + vectorName), 1, length, order);
    Tensor d = trial.input("D", golden.values("in.D"), channels);
    ScanSignals signals = new ScanSignals(1, u, delta, null, false, d, null);
    Tensor y = trial.output(1, length, channels);
    Operation scan =
        controllable
            ? backend.companionScan(signals, a, vector, y)
            : backend.observableCompanionScan(signals, a, vector, y);
    if (backend instanceof PlainBackend) {
      scan =
          PlainCanonicalScan.of(
              PlainCanonicalScan.Pattern.COMPANION,
              controllable
                  ? PlainCanonicalScan.Form.CONTROLLABLE
                  : PlainCanonicalScan.Form.OBSERVABLE,
              golden.fact("discretisation").equals("zoh")
                  ? MatrixMap.EXPONENTIAL
                  : MatrixMap.BILINEAR,
              signals,
              a,
              vector,
              y);
    }
    trial.run(scan, y, golden.values("in.gy"), trial.inputs().toArray(Tensor[]::new));
    Near.assertNear(golden.values("f64.y"), Trial.values(y), outputTolerance, golden + " y");
    for (Tensor input : trial.inputs()) {
      String name = "f64.grad." + input.name();
      Near.assertNear(
          golden.values(name), Trial.gradients(input), gradientTolerance, golden + " " + name);
    }
    if (scan instanceof PlainRecurrence plain) {
      double[] states = new double[channels * order];
      for (int channel = 0; channel < channels; channel++) {
        System.arraycopy(plain.lastState(0, channel), 0, states, channel * order, order);
      }
      Near.assertNear(golden.values("f64.h_last"), states, outputTolerance, golden + " h_last");
    }
  }
}
