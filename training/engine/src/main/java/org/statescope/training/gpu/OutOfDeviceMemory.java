package org.statescope.training.gpu;

import org.statescope.training.tensor.DeviceException;

/// The device's memory is full.
public final class OutOfDeviceMemory extends DeviceException {
  private static final long serialVersionUID = 1;
  private static final long MEBIBYTE = 1L << 20;

  private final long used;

  OutOfDeviceMemory(String device, long wanted, long used, long size) {
    super(
        "%s has no %,d MiB left: %,d of its %,d MiB are in use by this run. End other programs on it, or choose a larger --gradient-accumulation or a smaller --batch."
            .formatted(device, wanted / MEBIBYTE + 1, used / MEBIBYTE, size / MEBIBYTE));
    this.used = used;
  }

  /// Bytes that this run could have.
  public long usedBytes() {
    return used;
  }
}
