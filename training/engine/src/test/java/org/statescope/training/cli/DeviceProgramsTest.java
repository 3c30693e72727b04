package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.gpu.DeviceSensors;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuMemory;
import org.statescope.training.gpu.Parallelism;
import org.statescope.training.gpu.TestDevices;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.trainer.BackendTrainingProgram;

class DeviceProgramsTest {
  private static final long SMALL = 64L << 20;

  @ParameterizedTest
  @EnumSource(SsmStructure.class)
  void aRunThatDoesNotFitNamesTheBatchThatDoes(SsmStructure structure) {
    RunConfiguration run = Presets.get(structure.label() + "-tiny").toBuilder().batch(512).build();
    GpuDevice.Usable device = device(SMALL);
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> DevicePrograms.open(device, run))
            .getMessage();
    assertTrue(sentence.contains("64 MiB"), sentence);
    int most = Integer.parseInt(sentence.replaceAll(".*--batch (\\d+).*", "$1"));
    // The stand-in has no device behind it: reaching it means that the run fits.
    assertThrows(
        UnsupportedOperationException.class,
        () -> DevicePrograms.open(device, run.toBuilder().batch(most).build()));
    assertThrows(
        IllegalArgumentException.class,
        () -> DevicePrograms.open(device, run.toBuilder().batch(most + 1).build()));
    int parts = Integer.parseInt(sentence.replaceAll(".*--gradient-accumulation (\\d+).*", "$1"));
    assertThrows(
        UnsupportedOperationException.class,
        () -> DevicePrograms.open(device, run.toBuilder().gradientAccumulation(parts).build()));
  }

  /// What segments pass on to each other takes memory, and is left where that is short.
  @Test
  void sequencesStayWholeWhereTheirSegmentsDoNotFit() {
    RunConfiguration run = Presets.get("sc-mamba-tiny").toBuilder().batch(1).length(256).build();
    Parallelism large = new Parallelism(132, 2);
    long whole = DevicePrograms.bytes(Parallelism.NONE, run, 1);
    long cut = DevicePrograms.bytes(large, run, 1);
    assertTrue(whole < cut);
    GpuDevice.Usable tight = device(cut - 1, large);
    assertEquals(cut, DevicePrograms.needed(device(cut, large), run));
    assertEquals(whole, DevicePrograms.needed(tight, run));
    assertThrows(UnsupportedOperationException.class, () -> DevicePrograms.open(tight, run));
  }

  /// Other programs may have taken what the device is said to have.
  @Test
  void memoryThatOthersTookIsSaidWithTheBatchThatFits() {
    RunConfiguration run = Presets.get("mamba-tiny").toBuilder().batch(64).build();
    GpuDevice.Usable device =
        new GpuDevice.Usable(
            "opencl:7", "a stand-in", 1L << 40, precision -> TestDevices.full(SMALL));
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> DevicePrograms.open(device, run))
            .getMessage();
    assertTrue(sentence.contains("other programs use it"), sentence);
    assertTrue(sentence.contains("--gradient-accumulation"), sentence);
  }

  @Test
  void aModelThatNeverFitsSaysSo() {
    RunConfiguration run = Presets.get("mamba-tiny");
    String sentence =
        assertThrows(
                IllegalArgumentException.class, () -> DevicePrograms.open(device(1 << 20), run))
            .getMessage();
    assertTrue(sentence.contains("smaller model"), sentence);
  }

  static List<GpuDevice.Usable> devices() {
    return TestDevices.usable();
  }

  static Stream<Arguments> precisions() {
    return devices().stream()
        .flatMap(
            device ->
                Stream.of(MatrixPrecision.FLOAT32, MatrixPrecision.BF16)
                    .map(precision -> Arguments.of(device, precision)));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("precisions")
  void whatIsCountedIsWhatTheDeviceAllocates(GpuDevice.Usable device, MatrixPrecision precision) {
    RunConfiguration run =
        Presets.get("mamba-tiny").toBuilder().batch(1).length(32).precision(precision).build();
    long counted =
        GpuMemory.neededBy(
            device.parallelism(),
            run.precision(),
            backend -> new BackendTrainingProgram(backend, run));
    try (GpuBackend backend = device.open(precision)) {
      new BackendTrainingProgram(backend, run);
      assertEquals(counted, backend.neededBytes());
    }
  }

  @Test
  void theProcessorRefusesOtherPrecisionsInASentence() {
    RunConfiguration run =
        Presets.get("mamba-tiny").toBuilder().precision(MatrixPrecision.BF16).build();
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> Devices.create(run, 1)).getMessage();
    assertTrue(sentence.contains("--precision float32"), sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuda:99", "opencl:99", "tpu"})
  void anUnknownDeviceIsNeverReplaced(String name) {
    String sentence =
        assertThrows(IllegalArgumentException.class, () -> Devices.known(name)).getMessage();
    assertTrue(sentence.contains(name), sentence);
  }

  @Test
  void automaticIsReplacedByANameThatIsThere() {
    String name = Devices.known("auto");
    assertEquals(name, Devices.known(name));
  }

  private static GpuDevice.Usable device(long memory) {
    return device(memory, Parallelism.NONE);
  }

  private static GpuDevice.Usable device(long memory, Parallelism parallelism) {
    return new GpuDevice.Usable(
        "opencl:7",
        "a stand-in",
        memory,
        parallelism,
        DeviceSensors.NONE,
        precision -> {
          throw new UnsupportedOperationException();
        });
  }
}
