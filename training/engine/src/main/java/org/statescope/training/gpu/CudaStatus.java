package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_OUT_OF_MEMORY;
import static org.bytedeco.cuda.global.cudart.cuGetErrorName;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/// Turns the driver's numbers into sentences.
final class CudaStatus {
  private CudaStatus() {}

  /// @param task what the device was asked to do, after "could not"
  static void check(int status, String task) {
    if (status != 0) {
      throw new GpuException("The CUDA device could not %s (%s).".formatted(task, name(status)));
    }
  }

  static boolean isOutOfMemory(int status) {
    return status == CUDA_ERROR_OUT_OF_MEMORY;
  }

  private static String name(int status) {
    try (PointerPointer<BytePointer> name = new PointerPointer<>(1)) {
      if (cuGetErrorName(status, name) != 0) {
        return "CUDA status " + status;
      }
      return name.get(BytePointer.class, 0).getString(StandardCharsets.US_ASCII);
    }
  }
}
