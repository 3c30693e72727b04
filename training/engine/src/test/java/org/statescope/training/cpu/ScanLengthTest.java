package org.statescope.training.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Operation;
import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Every scan over sequences shorter and longer than a chunk: values and gradients of the fast one
/// against its twin in double, and the state that is carried from chunk to chunk.
class ScanLengthTest {
  private static final int CHANNELS = 3;
  private static final int ORDER = 4;
  private static final double OUTPUT = 2e-5;

  /// Gradients that sum over thousands of tokens round more.
  private static final double GRADIENT = 2e-4;

  enum Scan {
    MAMBA,
    MAMBA_HELD,
    MAMBA_BILINEAR,
    CONTROLLABLE,
    OBSERVABLE,
    SCHWARZ,
    SCHWARZ_DUAL;

    Operation record(Backend backend, ScanSignals signals, Tensor a, Tensor b, Tensor c, Tensor y) {
      return switch (this) {
        case MAMBA -> backend.selectiveScan(signals, Discretisation.EULER, a, b, c, y);
        case MAMBA_HELD -> backend.selectiveScan(signals, Discretisation.ZOH, a, b, c, y);
        case MAMBA_BILINEAR -> backend.selectiveScan(signals, Discretisation.BILINEAR, a, b, c, y);
        case CONTROLLABLE -> backend.companionScan(signals, a, c, y);
        case OBSERVABLE -> backend.observableCompanionScan(signals, a, b, y);
        case SCHWARZ -> backend.schwarzScan(signals, a, c, y);
        case SCHWARZ_DUAL -> backend.schwarzDualScan(signals, a, b, y);
      };
    }

    double[] stateMatrix() {
      return switch (this) {
        case MAMBA, MAMBA_HELD, MAMBA_BILINEAR ->
            IntStream.range(0, CHANNELS * ORDER).mapToDouble(i -> -0.5 - i % ORDER).toArray();
        // (s² + s + 1)(s² + s/2 + 1/4)
        case CONTROLLABLE, OBSERVABLE -> new double[] {0.25, 0.75, 1.75, 1.5};
        case SCHWARZ, SCHWARZ_DUAL -> new double[] {0.5, 0.75, 1.25, 1.5};
      };
    }
  }

  static Stream<Arguments> lengths() {
    return Stream.of(Scan.values())
        .flatMap(scan -> Stream.of(1, 7, 64, 129, 4096).map(length -> Arguments.of(scan, length)));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void valuesAndGradientsAgreeWithTheTwinInDouble(Scan scan, int length) {
    Map<String, double[]> expected = run(new PlainBackend(), scan, length);
    Map<String, double[]> actual = run(CpuBackend.create(2), scan, length);
    expected.forEach(
        (name, values) ->
            Near.assertNear(
                values,
                actual.get(name),
                name.equals("y") ? OUTPUT : GRADIENT,
                scan + " " + length + " " + name));
  }

  @ParameterizedTest
  @EnumSource(Scan.class)
  void aLongerSequenceBeginsWithTheBitsOfAShorterOne(Scan scan) {
    double[] whole = run(CpuBackend.create(1), scan, 129).get("y");
    for (int length : new int[] {1, 31, 32, 33, 64, 100}) {
      double[] start = run(CpuBackend.create(1), scan, length).get("y");
      for (int i = 0; i < start.length; i++) {
        assertEquals(whole[i], start[i], 0, "value " + i + " of " + length + " tokens");
      }
    }
  }

  private static Map<String, double[]> run(Backend backend, Scan scan, int length) {
    try (backend) {
      Trial trial = new Trial(backend);
      int rows = length * CHANNELS;
      Tensor u = trial.input("u", normal(1, rows), 1, length, CHANNELS);
      Tensor step = trial.input("step", normal(2, rows), 1, length, CHANNELS);
      Tensor bias = trial.input("bias", new double[] {-1, 0, 0.5}, CHANNELS);
      Tensor d = trial.input("D", normal(3, CHANNELS), CHANNELS);
      double[] matrix = scan.stateMatrix();
      int[] shape = matrix.length > ORDER ? new int[] {CHANNELS, ORDER} : new int[] {ORDER};
      Tensor a = trial.input("A", matrix, shape);
      boolean usesB = scan != Scan.CONTROLLABLE && scan != Scan.SCHWARZ;
      boolean usesC = scan != Scan.OBSERVABLE && scan != Scan.SCHWARZ_DUAL;
      Tensor b = usesB ? trial.input("B", normal(4, length * ORDER), 1, length, ORDER) : a;
      Tensor c = usesC ? trial.input("C", normal(5, length * ORDER), 1, length, ORDER) : a;
      ScanSignals signals = new ScanSignals(1, u, step, bias, true, d, null);
      Tensor y = trial.output(1, length, CHANNELS);
      trial.run(
          scan.record(backend, signals, a, b, c, y),
          y,
          normal(6, rows),
          trial.inputs().toArray(Tensor[]::new));
      Map<String, double[]> results = new LinkedHashMap<>();
      results.put("y", Trial.values(y));
      trial.inputs().forEach(input -> results.put(input.name(), Trial.gradients(input)));
      return results;
    }
  }

  /// Values that do not depend on how many follow.
  private static double[] normal(long seed, int count) {
    Random random = new Random(seed);
    double[] values = new double[count];
    Arrays.setAll(values, i -> (float) random.nextGaussian());
    return values;
  }
}
