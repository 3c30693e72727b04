package org.statescope.training.gpu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cpu.SelectiveScanGoldenTest;
import org.statescope.training.tensor.Backend;

/// The selective scan of every usable device of this machine against the reference implementation.
class GpuGoldenTest {
  static Stream<GpuDevice.Usable> devices() {
    return TestDevices.usable().stream();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("devices")
  void fusedScanAgreesWithEveryGoldenFile(GpuDevice.Usable device) throws IOException {
    List<Path> cases = SelectiveScanGoldenTest.cases();
    try (Backend gpu = device.open()) {
      for (Path path : cases) {
        SelectiveScanGoldenTest.fusedScanAgrees(path, gpu);
      }
    }
  }
}
