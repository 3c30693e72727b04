package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.cli.TrainerProcess;

/// The kernels become machine code by NVIDIA's run-time compiler, where it is installed; it needs
/// no card. It runs in a process of its own, since it wants a library of the driver's name.
class NvrtcTest {
  private static final int NOT_INSTALLED = 3;
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  /// The oldest that CUDA 13 knows, and the newest in use; [KernelCompilationTest] has more.
  private static final List<Integer> CAPABILITIES = List.of(75, 120);

  @TempDir private Path libraries;
  @TempDir private Path folder;

  @Test
  void kernelsBecomeMachineCode() throws Exception {
    assumeTrue(CudaStandIn.missing().isEmpty(), () -> CudaStandIn.missing().orElseThrow());
    TrainerProcess.Ended ended =
        CudaStandIn.build(libraries).driverless().main(folder, NvrtcTest.class);
    assumeTrue(ended.exitCode() != NOT_INSTALLED, "NVRTC (libnvrtc.so.13) is not on this machine");
    assertEquals(0, ended.exitCode(), ended.text());
  }

  public static void main(String[] arguments) {
    try {
      Loader.load(nvrtc.class);
    } catch (LinkageError e) {
      System.exit(NOT_INSTALLED);
    }
    requireArchitectures();
    requireSentences();
    for (Program program : KernelCompilationTest.programs()) {
      for (int capability : CAPABILITIES) {
        try (BytePointer code = CudaCompiler.compile(program, capability)) {
          byte[] head = new byte[ELF.length];
          code.get(head);
          require(Arrays.equals(ELF, head), program + " for " + capability);
        }
      }
    }
  }

  /// A card gets the newest code of its generation.
  private static void requireArchitectures() {
    require(CudaCompiler.architecture(75).equals(OptionalInt.of(75)), "7.5");
    require(CudaCompiler.architecture(90).equals(OptionalInt.of(90)), "9.0");
    require(CudaCompiler.architecture(99).equals(OptionalInt.of(90)), "9.9");
    require(CudaCompiler.architecture(70).isEmpty(), "7.0");
    require(CudaCompiler.architecture(990).isEmpty(), "99.0");
  }

  private static void requireSentences() {
    requireSentence(Program.of("convolution"), 90, "do not compile for compute capability 90");
    requireSentence(Program.of("convolution"), 90, "TAPS");
    requireSentence(Program.of("embedding"), 990, "compute capability 99.0");
  }

  private static void requireSentence(Program program, int capability, String words) {
    try {
      CudaCompiler.compile(program, capability).close();
    } catch (GpuException e) {
      require(e.getMessage().contains(words), e.getMessage());
      return;
    }
    require(false, program + " compiles");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }
}
