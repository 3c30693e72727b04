package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.ContractRun;
import org.statescope.training.cpu.ContractedOperation;
import org.statescope.training.cpu.OperationContractTest;
import org.statescope.training.plain.Near;
import org.statescope.training.plain.PlainBackend;
import org.statescope.training.plain.Trial;
import org.statescope.training.tensor.Backend;
import org.statescope.training.tensor.Tensor;

/// Every operation agrees with its plain twin on every usable device of this machine.
class GpuContractTest {
  private static final double SINGLE = 2e-5;

  /// Two of the four sizes, one below a group of lanes and one above: compiling for a plain
  /// processor takes its time.
  private static final List<Integer> CHANNELS = List.of(7, 129);

  /// Opened once, since every opening compiles all kernels.
  private static final Map<String, Backend> OPEN = new HashMap<>();

  @AfterAll
  static void close() {
    OPEN.values().forEach(Backend::close);
    OPEN.clear();
  }

  static Stream<Arguments> cases() {
    return TestDevices.usable().stream()
        .flatMap(
            device ->
                OperationContractTest.sizes()
                    .map(Arguments::get)
                    .filter(size -> CHANNELS.contains(size[1]))
                    .map(size -> Arguments.of(device, size[0], size[1], size[2])));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void operationAgreesWithItsPlainTwin(
      GpuDevice.Usable device, ContractedOperation kind, int channels, int length) {
    Backend gpu = OPEN.computeIfAbsent(device.name(), name -> device.open());
    try (Backend plain = new PlainBackend()) {
      ContractRun expected = new ContractRun(kind, plain, channels, length, -1, -1, 0);
      ContractRun actual = new ContractRun(kind, gpu, channels, length, -1, -1, 0);
      String what = kind + " " + channels + "×" + length + " ";
      Near.assertNear(expected.outputs, actual.outputs, SINGLE, what + "output");
      for (int i = 0; i < expected.trial.inputs().size(); i++) {
        Tensor input = expected.trial.inputs().get(i);
        double[] gradients = Trial.gradients(actual.trial.inputs().get(i));
        Near.assertNear(Trial.gradients(input), gradients, SINGLE, what + input.name());
      }
      assertEquals(expected.trial.inputs().size(), actual.trial.inputs().size());
    }
  }
}
