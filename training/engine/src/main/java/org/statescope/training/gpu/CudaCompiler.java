package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.nvrtc.nvrtcCompileProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcCreateProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcDestroyProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetCUBIN;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetCUBINSize;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetErrorString;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetNumSupportedArchs;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetProgramLog;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetProgramLogSize;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetSupportedArchs;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/// NVRTC: kernel text to machine code for one compute capability.
final class CudaCompiler {
  private CudaCompiler() {}

  /// What to compile for, so that a card of that capability runs it: the newest architecture of its
  /// generation that this NVRTC knows and that is not newer than the card.
  static OptionalInt architecture(int capability) {
    int[] count = new int[1];
    if (nvrtcGetNumSupportedArchs(count) != 0) {
      return OptionalInt.empty();
    }
    int[] known = new int[count[0]];
    return nvrtcGetSupportedArchs(known) == 0
        ? IntStream.of(known).filter(it -> it / 10 == capability / 10 && it <= capability).max()
        : OptionalInt.empty();
  }

  /// The machine code; the caller closes it.
  static BytePointer compile(Program program, int capability) {
    int architecture =
        architecture(capability)
            .orElseThrow(
                () ->
                    new GpuException(
                        "NVRTC knows no compute capability %d.%d."
                            .formatted(capability / 10, capability % 10)));
    _nvrtcProgram handle = new _nvrtcProgram();
    try (BytePointer text = new BytePointer(KernelSource.of(program), StandardCharsets.UTF_8);
        BytePointer name = new BytePointer(program.file() + ".c", StandardCharsets.UTF_8);
        BytePointer option =
            new BytePointer("--gpu-architecture=sm_" + architecture, StandardCharsets.UTF_8);
        PointerPointer<BytePointer> options = new PointerPointer<>(1)) {
      options.put(0, option);
      check(
          nvrtcCreateProgram(
              handle, text, name, 0, (PointerPointer<?>) null, (PointerPointer<?>) null),
          program);
      int result = nvrtcCompileProgram(handle, 1, options);
      if (result != 0) {
        throw new GpuException(
            "The kernels of %s do not compile for compute capability %d: %s"
                .formatted(program.file(), capability, log(handle)));
      }
      return code(handle, program);
    } finally {
      nvrtcDestroyProgram(new PointerPointer<_nvrtcProgram>(1).put(0, handle));
    }
  }

  private static BytePointer code(_nvrtcProgram handle, Program program) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      check(nvrtcGetCUBINSize(handle, size), program);
      BytePointer code = new BytePointer(size.get(0));
      check(nvrtcGetCUBIN(handle, code), program);
      return code;
    }
  }

  private static String log(_nvrtcProgram handle) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      if (nvrtcGetProgramLogSize(handle, size) != 0) {
        return "no log";
      }
      byte[] log = new byte[Math.toIntExact(size.get(0))];
      return nvrtcGetProgramLog(handle, log) == 0
          ? new String(log, 0, Math.max(0, log.length - 1), StandardCharsets.UTF_8).strip()
          : "no log";
    }
  }

  private static void check(int status, Program program) {
    if (status != 0) {
      throw new GpuException(
          "NVRTC could not take the kernels of %s (%s)."
              .formatted(
                  program.file(),
                  nvrtcGetErrorString(status).getString(StandardCharsets.US_ASCII)));
    }
  }
}
