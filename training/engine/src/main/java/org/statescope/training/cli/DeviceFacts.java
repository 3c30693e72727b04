package org.statescope.training.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuDevices;

/// One device in the JSON of `statescope devices --json`, for programs that offer a choice.
///
/// @param description maker and runtime in words; empty for an unusable device
/// @param memoryBytes of the device; 0 for the processor and for an unusable device
/// @param threads that compute; 0 for everything but the processor
/// @param reason why it cannot be used; absent for a usable device
/// @param remedy what to install or change; absent for a usable device
record DeviceFacts(
    String name,
    String description,
    long memoryBytes,
    int threads,
    @Nullable String reason,
    @Nullable String remedy) {

  /// The processor first, then every graphics processor and every runtime that is not there.
  static List<DeviceFacts> all() {
    List<DeviceFacts> facts = new ArrayList<>();
    facts.add(
        new DeviceFacts(Devices.CPU, DeviceName.ofProcessor(), 0, Devices.threads(), null, null));
    for (GpuDevice device : GpuDevices.all()) {
      facts.add(
          switch (device) {
            case GpuDevice.Usable usable ->
                new DeviceFacts(
                    usable.name(), usable.description(), usable.memory(), 0, null, null);
            case GpuDevice.Unusable unusable ->
                new DeviceFacts(unusable.name(), "", 0, 0, unusable.reason(), unusable.remedy());
          });
    }
    return facts;
  }
}
