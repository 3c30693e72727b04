package org.statescope.training.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
  private static final int[] CAPABILITIES = {75, 80, 90, 120};

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
  void aCardThatTheCompilerDoesNotKnowIsNamed() {
    Program program = Program.of("embedding");
    String sentence =
        assertThrows(GpuException.class, () -> CudaCompiler.compile(program, 999)).getMessage();
    assertTrue(sentence.contains("compute capability 999"), sentence);
    assertTrue(sentence.contains("gpu-architecture"), sentence);
  }
}
