package org.statescope.training.gpu;

/// Turns OpenCL's numbers into sentences.
final class OpenClStatus {
  private static final int MEMORY_OBJECT_ALLOCATION_FAILURE = -4;
  private static final int OUT_OF_RESOURCES = -5;
  private static final int OUT_OF_HOST_MEMORY = -6;
  private static final int INVALID_BUFFER_SIZE = -61;

  private OpenClStatus() {}

  /// @param task what the device was asked to do, after "could not"
  static void check(int status, String task) {
    if (status != 0) {
      throw new GpuException("The OpenCL device could not %s (%s).".formatted(task, name(status)));
    }
  }

  static boolean isOutOfMemory(int status) {
    return status == MEMORY_OBJECT_ALLOCATION_FAILURE
        || status == OUT_OF_RESOURCES
        || status == OUT_OF_HOST_MEMORY
        || status == INVALID_BUFFER_SIZE;
  }

  private static String name(int status) {
    return switch (status) {
      case MEMORY_OBJECT_ALLOCATION_FAILURE -> "its memory is full";
      case OUT_OF_RESOURCES -> "it is out of resources";
      case OUT_OF_HOST_MEMORY -> "the host's memory is full";
      case INVALID_BUFFER_SIZE -> "one run of memory cannot be that large";
      default -> "OpenCL status " + status;
    };
  }
}
