package org.statescope.training.gpu;

/// The device's memory is full.
public final class OutOfDeviceMemory extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final long MEBIBYTE = 1L << 20;

  OutOfDeviceMemory(String device, long wanted, long used, long size) {
    super(
        "%s has no %,d MiB left: %,d of its %,d MiB are in use by this run."
            .formatted(device, wanted / MEBIBYTE + 1, used / MEBIBYTE, size / MEBIBYTE));
  }
}
