package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.nvrtc.nvrtcCompileProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcCreateProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcDestroyProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetCUBIN;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetCUBINSize;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetErrorString;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetProgramLog;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetProgramLogSize;

import java.nio.charset.StandardCharsets;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/// NVRTC: kernel text to machine code for one compute capability.
final class CudaCompiler {
  private CudaCompiler() {}

  /// The machine code; the caller closes it.
  static BytePointer compile(Program program, int capability) {
    _nvrtcProgram handle = new _nvrtcProgram();
    try (BytePointer text = new BytePointer(KernelSource.of(program), StandardCharsets.UTF_8);
        BytePointer name = new BytePointer(program.file() + ".c", StandardCharsets.UTF_8);
        BytePointer architecture =
            new BytePointer("--gpu-architecture=sm_" + capability, StandardCharsets.UTF_8);
        PointerPointer<BytePointer> options = new PointerPointer<>(1)) {
      options.put(0, architecture);
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
                  program.file(), nvrtcGetErrorString(status).getString(StandardCharsets.US_ASCII)));
    }
  }
}
