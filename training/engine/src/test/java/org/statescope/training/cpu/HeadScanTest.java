package org.statescope.training.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.Discretisation;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.HeadSignals;
import org.statescope.training.tensor.RecurrentOperation;
import org.statescope.training.tensor.Tensor;

class HeadScanTest {
  private static final double SINGLE = 2e-5;
  private static final int BATCH = 2;
  private static final int GROUPS = 2;
  private static final int HEADS = 4;
  private static final int WIDTH = 5;
  private static final int CHANNELS = HEADS * WIDTH;
  private static final int ORDER = 9;
  private static final int VECTORS = GROUPS * ORDER;

  @ParameterizedTest
  @CsvSource({
    "1, 64",
    "7, 64",
    "64, 64",
    "129, 64",
    "129, 128",
    "129, 7",
    "129, 1",
    "4096, 64",
    "4096, 256"
  })
  void agreesWithItsPlainTwinAtEveryLengthFromACarriedState(int length, int chunk) {
    Values values = new Values(length, -3);
    Scan expected = new Scan(new PlainBackend(), values, chunk, 0, length);
    Scan actual = new Scan(CpuBackend.create(2), values, chunk, 0, length);
    Near.assertNear(expected.output, actual.output, SINGLE, "output");
    Near.assertNear(expected.finalStates, actual.finalStates, SINGLE, "final state");
    for (int i = 0; i < expected.gradients.length; i++) {
      Near.assertNear(expected.gradients[i], actual.gradients[i], SINGLE, "gradient " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, -3", "7, -3", "64, -3", "129, -3", "129, -1e-4", "129, -200", "4096, -3"})
  void heldInputsAgreeWithTheirPlainTwinAtEveryLengthFromACarriedState(
      int length, double lowestRate) {
    Values values = new Values(length, lowestRate);
    values.rule = Discretisation.ZOH;
    Scan expected = new Scan(new PlainBackend(), values, 64, 0, length);
    Scan actual = new Scan(CpuBackend.create(2), values, 64, 0, length);
    Near.assertNear(expected.output, actual.output, SINGLE, "output");
    Near.assertNear(expected.finalStates, actual.finalStates, SINGLE, "final state");
    for (int i = 0; i < expected.gradients.length; i++) {
      Near.assertNear(expected.gradients[i], actual.gradients[i], SINGLE, "gradient " + i);
    }
  }

  @Test
  void theBilinearRuleIsRefusedWithTheRulesThereAre() {
    Values values = new Values(7, -3);
    values.rule = Discretisation.BILINEAR;
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new Scan(CpuBackend.create(1), values, 64, 0, 7));
    assertTrue(String.valueOf(refusal.getMessage()).contains("euler or zoh"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 100})
  void aTextReadInTwoPartsEqualsTheWhole(int first) {
    Values values = new Values(129, -3);
    Scan whole = new Scan(CpuBackend.create(1), values, 64, 0, 129);
    Scan start = new Scan(CpuBackend.create(1), values, 64, 0, first);
    values.initial = start.finalStates;
    Scan rest = new Scan(CpuBackend.create(1), values, 64, first, 129);
    Near.assertNear(whole.finalStates, rest.finalStates, SINGLE, "final state");
    for (int sequence = 0; sequence < BATCH; sequence++) {
      int at = sequence * 129 * CHANNELS;
      int rows = 129 - first;
      Near.assertNear(
          Arrays.copyOfRange(whole.output, at + first * CHANNELS, at + 129 * CHANNELS),
          Arrays.copyOfRange(
              rest.output, sequence * rows * CHANNELS, (sequence + 1) * rows * CHANNELS),
          SINGLE,
          "sequence " + sequence);
    }
  }

  /// exp(Σ Δ a) over the masked pairs would be exp(10⁴): without the mask before it, infinite.
  @Test
  void strongDecaysNeitherOverflowNorLoseTheirGradients() {
    Values values = new Values(129, -200);
    Scan expected = new Scan(new PlainBackend(), values, 64, 0, 129);
    Scan actual = new Scan(CpuBackend.create(2), values, 64, 0, 129);
    Near.assertNear(expected.output, actual.output, SINGLE, "output");
    for (int i = 0; i < expected.gradients.length; i++) {
      Near.assertNear(expected.gradients[i], actual.gradients[i], SINGLE, "gradient " + i);
    }
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    Values values = new Values(129, -3);
    Scan one = new Scan(CpuBackend.create(1), values, 64, 0, 129);
    Scan three = new Scan(CpuBackend.create(3), values, 64, 0, 129);
    assertArrayEquals(one.output, three.output);
    assertArrayEquals(one.gradients, three.gradients);
  }

  @Test
  void layersShareTheMemoryOfTheirStates() {
    try (CpuBackend backend = CpuBackend.create(1)) {
      Values values = new Values(256, -3);
      new Scan(backend, values, 64, 0, 256);
      long first = backend.allocatedBytes();
      new Scan(backend, values, 64, 0, 256);
      long second = backend.allocatedBytes() - first;
      assertTrue(second < first, first + " bytes, then " + second);
      new Scan(backend, values, 64, 0, 256);
      assertEquals(second, backend.allocatedBytes() - first - second);
    }
  }

  private static final class Values {
    final double[] input;
    final double[] step;
    final double[] b;
    final double[] c;
    final double[] upstream;
    final double[] bias;
    final double[] feedThrough;
    final double[] rates;
    double[] initial;
    Discretisation rule = Discretisation.EULER;
    final int length;

    Values(int length, double lowestRate) {
      Random random = new Random(5);
      this.length = length;
      input = normal(random, BATCH * length * CHANNELS);
      step = normal(random, BATCH * length * HEADS);
      b = normal(random, BATCH * length * VECTORS);
      c = normal(random, BATCH * length * VECTORS);
      upstream = normal(random, BATCH * length * CHANNELS);
      bias = normal(random, HEADS);
      feedThrough = normal(random, HEADS);
      initial = normal(random, BATCH * CHANNELS * ORDER);
      rates = new double[HEADS];
      for (int h = 0; h < HEADS; h++) {
        rates[h] = (float) (lowestRate * (h + 1) / HEADS);
      }
    }

    private static double[] normal(Random random, int count) {
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    }

    /// The tokens of a range, of every sequence.
    double[] part(double[] all, int columns, int from, int to) {
      int each = (to - from) * columns;
      double[] part = new double[BATCH * each];
      for (int sequence = 0; sequence < BATCH; sequence++) {
        System.arraycopy(all, (sequence * length + from) * columns, part, sequence * each, each);
      }
      return part;
    }
  }

  private static final class Scan {
    final double[] output;
    final double[] finalStates = new double[BATCH * CHANNELS * ORDER];
    final double[][] gradients;

    Scan(Backend backend, Values values, int chunk, int from, int to) {
      Trial trial = new Trial(backend);
      int length = to - from;
      Tensor u = perToken(trial, "u", values, values.input, CHANNELS, from, to);
      Tensor step = perToken(trial, "step", values, values.step, HEADS, from, to);
      Tensor b = perToken(trial, "B", values, values.b, VECTORS, from, to);
      Tensor c = perToken(trial, "C", values, values.c, VECTORS, from, to);
      Tensor bias = trial.input("bias", values.bias, HEADS);
      Tensor d = trial.input("D", values.feedThrough, HEADS);
      Tensor initial = trial.input("initial", values.initial, BATCH, CHANNELS, ORDER);
      Tensor rates = trial.input("rates", values.rates, HEADS);
      HeadSignals signals =
          new HeadSignals(BATCH, GROUPS, chunk, u, step, bias, true, b, c, d, initial);
      Tensor y = trial.output(BATCH, length, CHANNELS);
      RecurrentOperation scan = backend.headScan(signals, values.rule, rates, y);
      trial.run(
          scan,
          y,
          values.part(values.upstream, CHANNELS, from, to),
          trial.inputs().toArray(Tensor[]::new));
      output = Trial.values(y);
      int each = CHANNELS * ORDER;
      for (int sequence = 0; sequence < BATCH; sequence++) {
        System.arraycopy(scan.finalState(sequence), 0, finalStates, sequence * each, each);
      }
      gradients = trial.inputs().stream().map(Trial::gradients).toArray(double[][]::new);
    }

    private static Tensor perToken(
        Trial trial, String name, Values values, double[] all, int columns, int from, int to) {
      return trial.input(name, values.part(all, columns, from, to), BATCH, to - from, columns);
    }
  }
}
