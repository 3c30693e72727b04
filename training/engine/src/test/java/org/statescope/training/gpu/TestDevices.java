package org.statescope.training.gpu;

import java.util.List;

/// The devices that tests run on: every usable one of this machine, none where there is none. Where
/// the environment names a required runtime, as continuous integration does, its absence fails.
public final class TestDevices {
  private static final String REQUIRED = "STATESCOPE_REQUIRED_DEVICE";

  private TestDevices() {}

  public static List<GpuDevice.Usable> usable() {
    List<GpuDevice> all = GpuDevices.all();
    List<GpuDevice.Usable> usable =
        all.stream()
            .filter(GpuDevice.Usable.class::isInstance)
            .map(GpuDevice.Usable.class::cast)
            .toList();
    String required = System.getenv(REQUIRED);
    if (required != null
        && usable.stream().noneMatch(device -> device.name().startsWith(required))) {
      throw new IllegalStateException("no usable device of %s: %s".formatted(required, all));
    }
    return usable;
  }
}
