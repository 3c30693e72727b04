package org.statescope.training.gpu;

import java.lang.reflect.Proxy;
import java.util.List;
import org.statescope.training.run.MatrixPrecision;

/// The devices that tests run on: every usable one of this machine, none where there is none. Where
/// the environment names a required runtime, as continuous integration does, its absence fails. The
/// system property `statescope.test.devices` leaves only the devices whose names begin so.
public final class TestDevices {
  static final String REQUIRED = "STATESCOPE_REQUIRED_DEVICE";
  private static final String ONLY = System.getProperty("statescope.test.devices", "");

  private TestDevices() {}

  /// A backend without a device, with so much memory left.
  public static GpuBackend full(long bytes) {
    GpuRuntime counting = new CountingRuntime();
    GpuRuntime limited =
        (GpuRuntime)
            Proxy.newProxyInstance(
                TestDevices.class.getClassLoader(),
                new Class<?>[] {GpuRuntime.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("allocate")
                      && counting.allocatedBytes() + (long) arguments[0] > bytes) {
                    throw new OutOfDeviceMemory(
                        "a stand-in", (long) arguments[0], counting.allocatedBytes(), bytes);
                  }
                  return method.invoke(counting, arguments);
                });
    return new GpuBackend(limited, MatrixPrecision.FLOAT32);
  }

  public static List<GpuDevice.Usable> usable() {
    List<GpuDevice> all = GpuDevices.all();
    List<GpuDevice.Usable> usable =
        all.stream()
            .filter(GpuDevice.Usable.class::isInstance)
            .map(GpuDevice.Usable.class::cast)
            .filter(device -> device.name().startsWith(ONLY))
            .toList();
    String required = System.getenv(REQUIRED);
    if (required != null
        && usable.stream().noneMatch(device -> device.name().startsWith(required))) {
      throw new IllegalStateException("no usable device of %s: %s".formatted(required, all));
    }
    return usable;
  }
}
