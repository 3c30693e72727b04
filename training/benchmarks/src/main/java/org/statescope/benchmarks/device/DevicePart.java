package org.statescope.benchmarks.device;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.statescope.training.gpu.GpuBackend;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuDevices;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;

/// What one process measures. Arguments: the device's name and the precision, then `kernels` and a
/// regular expression over them, or `training`, a preset, batch, length, and, where there is a
/// peer, the file to write for it; or `check` and the same, with a folder to write.
final class DevicePart {
  static final String KERNELS = "kernels";
  static final String TRAINING = "training";
  static final String CHECK = "check";

  private DevicePart() {}

  public static void main(String[] arguments) throws IOException {
    GpuDevice.Usable device = find(arguments[0]);
    MatrixPrecision precision = MatrixPrecision.ofLabel(arguments[1]);
    if (arguments[2].equals(KERNELS)) {
      kernels(device, precision, arguments[3]);
    } else {
      RunConfiguration run = run(arguments[3], arguments[4], arguments[5], precision);
      @Nullable Path file = arguments.length > 6 ? Path.of(arguments[6]) : null;
      tell(
          arguments[2].equals(CHECK)
              ? DeviceCheck.measure(device, run, Objects.requireNonNull(file))
              : DeviceTraining.measure(device, run, file));
    }
  }

  private static GpuDevice.Usable find(String name) {
    List<GpuDevice> devices = GpuDevices.all();
    for (GpuDevice device : devices) {
      if (device instanceof GpuDevice.Usable usable && usable.name().equals(name)) {
        return usable;
      }
    }
    throw new IllegalArgumentException(
        "There is no usable device %s; found: %s".formatted(name, devices));
  }

  private static void kernels(GpuDevice.Usable device, MatrixPrecision precision, String pattern) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("date", LocalDate.now().toString());
    facts.put("device", device.description());
    facts.put("precision", precision.label());
    facts.put("load", device.sensors().read().sentence());
    facts.put("java", Runtime.version().toString());
    tell(new Row(device.name(), facts));
    try (GpuBackend backend = device.open(precision)) {
      LayerSize size = LayerSize.on(device.name(), device.memory());
      new Roofline(DevicePart::tell, backend, size).measure(pattern);
    }
  }

  static RunConfiguration run(
      String preset, String batch, String length, MatrixPrecision precision) {
    return Presets.get(preset).toBuilder()
        .batch(Integer.parseInt(batch))
        .length(Integer.parseInt(length))
        .precision(precision)
        .build();
  }

  private static void tell(Row row) {
    System.out.println(row.json());
  }
}
