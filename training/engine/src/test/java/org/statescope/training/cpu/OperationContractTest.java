package org.statescope.training.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.LossOperation;
import org.statescope.training.tensor.Tensor;
import org.statescope.training.tensor.Tokens;

/// Every operation of the CPU agrees with its plain twin, and the twin's gradient with differences
/// of its outputs.
public class OperationContractTest {
  private static final double SINGLE = 2e-5;
  private static final double DIFFERENCES = 1e-6;
  private static final double NUDGE = 1e-5;

  private static final CpuBackend CPU = CpuBackend.create(2);

  @AfterAll
  static void close() {
    CPU.close();
  }

  public static Stream<Arguments> sizes() {
    int[] odd = {1, 7, 13, 129};
    return Stream.of(ContractedOperation.values())
        .flatMap(
            kind ->
                Stream.of(0, 1, 2, 3)
                    .map(i -> Arguments.of(kind, odd[i], odd[(i * 3 + 2) % odd.length])));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void fastOperationAgreesWithItsPlainTwin(ContractedOperation kind, int channels, int length) {
    try (Backend plain = new PlainBackend()) {
      ContractRun expected = new ContractRun(kind, plain, channels, length, -1, -1, 0);
      ContractRun actual = new ContractRun(kind, CPU, channels, length, -1, -1, 0);
      String what = kind + " " + channels + "×" + length + " ";
      Near.assertNear(expected.outputs, actual.outputs, SINGLE, what + "output");
      for (int i = 0; i < expected.trial.inputs().size(); i++) {
        Tensor input = expected.trial.inputs().get(i);
        double[] gradients = Trial.gradients(actual.trial.inputs().get(i));
        Near.assertNear(Trial.gradients(input), gradients, SINGLE, what + input.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void plainGradientIsTheLimitOfDifferences(ContractedOperation kind, int channels, int length) {
    int few = Math.min(channels, 13);
    int tokens = Math.min(length, 13);
    try (Backend plain = new PlainBackend()) {
      ContractRun run = new ContractRun(kind, plain, few, tokens, -1, -1, 0);
      Random random = new Random(3);
      for (int i = 0; i < run.trial.inputs().size(); i++) {
        double[] gradient = Trial.gradients(run.trial.inputs().get(i));
        int index = random.nextInt(gradient.length);
        double above = new ContractRun(kind, plain, few, tokens, i, index, NUDGE).loss;
        double below = new ContractRun(kind, plain, few, tokens, i, index, -NUDGE).loss;
        double difference = (above - below) / (2 * NUDGE);
        double scale = 1;
        for (double value : gradient) {
          scale = Math.max(scale, Math.abs(value));
        }
        assertEquals(difference, gradient[index], DIFFERENCES * scale, kind + " input " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void crossEntropyAgreesWithItsPlainTwin(ContractedOperation unused, int vocabulary, int length) {
    try (Backend plain = new PlainBackend()) {
      Tensor expected = logitsAfterLoss(plain, vocabulary, length);
      Tensor actual = logitsAfterLoss(CPU, vocabulary, length);
      double[] scaled = Trial.gradients(expected);
      Near.assertNear(scaled, Trial.gradients(actual), SINGLE, "cross entropy " + vocabulary);
    }
  }

  private static Tensor logitsAfterLoss(Backend backend, int vocabulary, int length) {
    Trial trial = new Trial(backend);
    ContractInputs in = new ContractInputs(trial, -1, -1, 0);
    Tokens tokens = new Tokens(1, length);
    in.fill(tokens, vocabulary);
    Tensor x = in.between("x", -40, 40, 1, length, vocabulary);
    Tensor zero = trial.input("zero", new double[length * vocabulary], 1, length, vocabulary);
    Tensor logits = trial.output(1, length, vocabulary);
    trial.tape().record(backend.add(x, zero, logits), logits, x, zero);
    LossOperation loss = backend.crossEntropy(tokens, logits);
    trial.tape().recordLoss(loss, logits);
    trial.tape().seal();
    trial.fill();
    trial.tape().forward();
    double before = loss.loss();
    trial.tape().backward();
    assertEquals(before, loss.loss());
    return x;
  }
}
