package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.cli.TrainerProcess;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// The calls of CUDA against [CudaStandIn]: that they are well-formed and in order, not that a card
/// runs them: the tests of every device, runs of the command line, and the sentences for what a
/// machine with a card may lack.
class CudaStandInTest {
  private static final long MEBIBYTE = 1L << 20;

  /// Losses of runs that differ in rounding alone.
  private static final double LOSS = 1e-4;

  private static final String ONE_STEP = "--device cuda:0 --batch 2 --length 32 --steps 1";

  @TempDir private static Path libraries;

  private static CudaStandIn cuda;

  @TempDir private Path folder;

  private int runs;

  @BeforeAll
  static void build() throws Exception {
    assumeTrue(CudaStandIn.missing().isEmpty(), () -> CudaStandIn.missing().orElseThrow());
    cuda = CudaStandIn.build(libraries);
  }

  private TrainerProcess.Ended train(CudaStandIn libraries, Map<String, ?> settings, String options)
      throws Exception {
    List<Object> arguments = words("train --preset mamba-tiny " + options);
    arguments.add("--run-dir");
    arguments.add(folder.resolve("run" + runs++));
    return libraries.command(folder, settings, arguments.toArray());
  }

  private static void assertNoRuleIsBroken(TrainerProcess.Ended ended) {
    assertFalse(ended.text().contains(CudaStandIn.BROKEN_RULE), ended.text());
  }

  static Stream<List<String>> suites() {
    return Stream.of(
        List.of("gpu.GpuContractTest", "gpu.GpuGoldenTest"),
        List.of(
            "gpu.MatrixPrecisionTest",
            "model.MambaBlockGoldenTest",
            "model.MambaLanguageModelGoldenTest",
            "trainer.GradientAccumulationTest",
            "trainer.WorkingAheadTest"));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void whatHoldsOnEveryDeviceHoldsThere(List<String> classes) throws Exception {
    List<String> names = classes.stream().map("org.statescope.training."::concat).toList();
    TrainerProcess.Ended ended = cuda.cases(folder, Map.of(), names);
    assertEquals(0, ended.exitCode(), ended.text());
    assertNoRuleIsBroken(ended);
  }

  /// Sequences are split over the units of a large card.
  @Test
  void aRunInBfloat16LearnsInPartsAndSegments() throws Exception {
    TrainerProcess.Ended ended =
        train(
            cuda,
            Map.of("UNITS", 132),
            "--device cuda:0 --precision bf16 --batch 2 --gradient-accumulation 2 --length 128"
                + " --steps 4");
    assertEquals(0, ended.exitCode(), ended.text());
    assertNoRuleIsBroken(ended);
    assertTrue(loss("run0") < Math.log(256) - 0.5, ended.text());
  }

  @Test
  void aRunGoesFromTheProcessorToTheCardAndBack() throws Exception {
    run("train --preset mamba-tiny --device cpu --batch 2 --length 32 --steps 2", "stays", true);
    copy(folder.resolve("stays"), folder.resolve("moves"));
    run("resume --steps 4 --device cpu", "stays", false);
    run("resume --steps 4 --device cuda:0", "moves", false);
    assertEquals(loss("stays"), loss("moves"), LOSS);
    assertNotEquals(loss("stays"), loss("moves"));
    run("resume --steps 5 --device cpu", "moves", false);
    assertEquals(RunState.FINISHED, RunFolder.open(folder.resolve("moves")).status().state());
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }

  private void run(String command, String name, boolean begins) throws Exception {
    List<Object> arguments = words(command);
    if (begins) {
      arguments.add("--run-dir");
    }
    arguments.add(folder.resolve(name));
    TrainerProcess.Ended ended = cuda.command(folder, Map.of(), arguments.toArray());
    assertEquals(0, ended.exitCode(), ended.text());
    assertNoRuleIsBroken(ended);
  }

  private double loss(String name) throws Exception {
    return RunFolder.open(folder.resolve(name)).status().trainLoss().orElseThrow();
  }

  @Test
  void aBrokenKernelEndsTheRunInASentenceAndItGoesOnAfterwards() throws Exception {
    TrainerProcess.Ended ended =
        train(
            cuda,
            Map.of("FAULT", "settle", "FAULT_AFTER", 3),
            "--device cuda:0 --batch 2 --length 32 --steps 6 --checkpoint-every 2");
    assertNotEquals(0, ended.exitCode());
    assertSays(ended, "CUDA_ERROR_ILLEGAL_ADDRESS");
    assertSays(ended, "resume the run from its last checkpoint");
    run("resume --device cuda:0", "run0", false);
    assertEquals(RunState.FINISHED, RunFolder.open(folder.resolve("run0")).status().state());
  }

  @Test
  void aFullCardSaysWhichBatchFits() throws Exception {
    Map<String, Long> small = Map.of("MEMORY", 128 * MEBIBYTE);
    TrainerProcess.Ended large = train(cuda, small, "--device cuda:0 --batch 512 --length 64");
    assertSays(large, "--gradient-accumulation");
    assertSays(large, "has 128 MiB");
    Map<String, Long> shared = Map.of("MEMORY", 1024 * MEBIBYTE, "TAKEN", 950 * MEBIBYTE);
    TrainerProcess.Ended crowded = train(cuda, shared, "--device cuda:0 --batch 64 --length 64");
    assertSays(crowded, "since other programs use it");
    Map<String, Long> taken = Map.of("MEMORY", 1024 * MEBIBYTE, "TAKEN", 1023 * MEBIBYTE);
    assertSays(train(cuda, taken, "--device cuda:0"), "End other programs on it");
  }

  @Test
  void withoutCublasTheTiledKernelMultiplies() throws Exception {
    CudaStandIn bare = cuda.without(Files.createDirectory(folder.resolve("bare")), "libcublas");
    assertSays(bare.command(folder, Map.of(), "devices"), "install the package libcublas-13-0");
    TrainerProcess.Ended refused = train(bare, Map.of(), ONE_STEP + " --precision tf32");
    assertNotEquals(0, refused.exitCode());
    assertSays(refused, "tf32 needs cuBLAS (libcublas.so.13)");
    TrainerProcess.Ended ended = train(bare, Map.of(), ONE_STEP + " --precision bf16");
    assertEquals(0, ended.exitCode(), ended.text());
    assertNoRuleIsBroken(ended);
  }

  @Test
  void aMissingLibraryIsNamedWithItsPackage() throws Exception {
    CudaStandIn bare = cuda.without(Files.createDirectory(folder.resolve("bare")), "libnvrtc");
    assertSays(train(bare, Map.of(), ONE_STEP), "Install the package cuda-nvrtc-13-0");
    CudaStandIn none = cuda.without(Files.createDirectory(folder.resolve("none")), "libcuda.so");
    assertSays(train(none, Map.of(), ONE_STEP), "Install NVIDIA's driver 580 or newer");
  }

  static Stream<Arguments> machines() {
    return Stream.of(
        Arguments.of(Map.of(), "utilisation 42 %, temperature 57 °C"),
        Arguments.of(Map.of("CARDS", 2), "cuda:1"),
        Arguments.of(Map.of("DRIVER", 12080), "serves CUDA 12.8, but CUDA 13 is needed"),
        Arguments.of(Map.of("CARDS", 0), "NVIDIA's driver finds no card"),
        Arguments.of(Map.of("INIT", 803), "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"),
        Arguments.of(Map.of("CAPABILITY", 70), "compiles for 7.5 and newer"),
        Arguments.of(Map.of("CAPABILITY", 130), "does not know"));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void devicesSaysWhatIsThere(Map<String, ?> settings, String words) throws Exception {
    TrainerProcess.Ended ended = cuda.command(folder, settings, "devices");
    assertEquals(0, ended.exitCode(), ended.text());
    assertSays(ended, words);
    assertNoRuleIsBroken(ended);
  }

  @Test
  void aBackendIsUsedAndClosedFromOtherThreads() throws Exception {
    TrainerProcess.Ended ended = cuda.main(folder, CudaThreads.class);
    assertEquals(0, ended.exitCode(), ended.text());
    assertNoRuleIsBroken(ended);
  }

  static Stream<BrokenRules> rules() {
    return Stream.of(BrokenRules.values());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theStandInTellsOfBrokenRules(BrokenRules rule) throws Exception {
    TrainerProcess.Ended ended = cuda.main(folder, BrokenRules.class, rule.name());
    assertSays(ended, CudaStandIn.BROKEN_RULE + rule.words());
  }

  private static void assertSays(TrainerProcess.Ended ended, String words) {
    assertTrue(ended.text().contains(words), ended.text());
  }

  private static List<Object> words(String command) {
    return new ArrayList<>(List.of((Object[]) command.split(" ")));
  }
}
