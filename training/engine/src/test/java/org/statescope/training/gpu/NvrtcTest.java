package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The kernels become machine code by NVIDIA's run-time compiler, where it is installed; it needs no
/// card.
class NvrtcTest {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

  /// The oldest that CUDA 13 knows, and the newest in use; [KernelCompilationTest] has more.
  private static final int[] CAPABILITIES = {75, 120};

  @BeforeAll
  static void hasCompiler() {
    boolean loads;
    try {
      Loader.load(nvrtc.class);
      loads = true;
    } catch (LinkageError e) {
      loads = false;
    }
    assumeTrue(loads, "NVRTC (libnvrtc.so.13) is not on this machine");
  }

  static Stream<Arguments> cases() {
    return KernelCompilationTest.programs().stream()
        .flatMap(
            program ->
                IntStream.of(CAPABILITIES)
                    .mapToObj(capability -> Arguments.of(program, capability)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void kernelsBecomeMachineCode(Program program, int capability) {
    try (BytePointer code = CudaCompiler.compile(program, capability)) {
      byte[] head = new byte[ELF.length];
      code.get(head);
      assertArrayEquals(ELF, head);
    }
  }

  @Test
  void aWrongConstantIsToldInTheCompilersWords() {
    Program wrong = Program.of("convolution");
    String sentence =
        assertThrows(GpuException.class, () -> CudaCompiler.compile(wrong, 90)).getMessage();
    assertTrue(sentence.contains("do not compile for compute capability 90"), sentence);
    assertTrue(sentence.contains("TAPS"), sentence);
  }

  @Test
  void aCardGetsTheNewestCodeOfItsGeneration() {
    assertEquals(OptionalInt.of(75), CudaCompiler.architecture(75));
    assertEquals(OptionalInt.of(90), CudaCompiler.architecture(90));
    assertEquals(OptionalInt.of(90), CudaCompiler.architecture(99));
    assertEquals(OptionalInt.empty(), CudaCompiler.architecture(70));
    assertEquals(OptionalInt.empty(), CudaCompiler.architecture(990));
  }

  @Test
  void aCardThatTheCompilerDoesNotKnowIsNamed() {
    Program program = Program.of("embedding");
    String sentence =
        assertThrows(GpuException.class, () -> CudaCompiler.compile(program, 990)).getMessage();
    assertTrue(sentence.contains("compute capability 99.0"), sentence);
  }
}
