package org.statescope.training.gpu;

import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_ASSERT;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_CONTAINED;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_DEVICE_UNAVAILABLE;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_ECC_UNCORRECTABLE;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_HARDWARE_STACK_ERROR;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_ILLEGAL_ADDRESS;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_ILLEGAL_INSTRUCTION;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_INVALID_ADDRESS_SPACE;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_INVALID_PC;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_LAUNCH_FAILED;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_LAUNCH_TIMEOUT;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_MISALIGNED_ADDRESS;
import static org.bytedeco.cuda.global.cudart.CUDA_ERROR_OUT_OF_MEMORY;
import static org.bytedeco.cuda.global.cudart.cuGetErrorName;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/// Turns the driver's numbers into sentences.
final class CudaStatus {
  /// What to do where memory was asked for that is no run's own, such as a context's.
  static final String MEMORY_IS_FULL =
      " The card's memory is full: end other programs on it, or choose a larger"
          + " --gradient-accumulation or a smaller --batch.";

  private static final String BROKEN =
      " Work on the card broke off, and this process cannot use the card any more: resume the run"
          + " from its last checkpoint.";

  private CudaStatus() {}

  /// @param task what the device was asked to do, after "could not"
  static void check(int status, String task) {
    if (status != 0) {
      throw new GpuException(
          "The CUDA device could not %s (%s).%s".formatted(task, name(status), advice(status)));
    }
  }

  static boolean isOutOfMemory(int status) {
    return status == CUDA_ERROR_OUT_OF_MEMORY;
  }

  /// After the statuses of broken kernels the driver answers every later call in the same way.
  private static String advice(int status) {
    return switch (status) {
      case CUDA_ERROR_OUT_OF_MEMORY -> MEMORY_IS_FULL;
      case CUDA_ERROR_DEVICE_UNAVAILABLE ->
          " Another program may have the card for itself alone: see nvidia-smi.";
      case CUDA_ERROR_ILLEGAL_ADDRESS,
          CUDA_ERROR_LAUNCH_TIMEOUT,
          CUDA_ERROR_ASSERT,
          CUDA_ERROR_HARDWARE_STACK_ERROR,
          CUDA_ERROR_ILLEGAL_INSTRUCTION,
          CUDA_ERROR_MISALIGNED_ADDRESS,
          CUDA_ERROR_INVALID_ADDRESS_SPACE,
          CUDA_ERROR_INVALID_PC,
          CUDA_ERROR_LAUNCH_FAILED,
          CUDA_ERROR_CONTAINED,
          CUDA_ERROR_ECC_UNCORRECTABLE ->
          BROKEN;
      default -> "";
    };
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
