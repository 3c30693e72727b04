package org.statescope.training.gpu;

import java.util.ArrayList;
import java.util.List;

/// Finds the graphics processors of this machine.
public final class GpuDevices {
  private GpuDevices() {}

  /// Every device found, usable or not, and every runtime that is not there.
  public static List<GpuDevice> all() {
    List<GpuDevice> devices = new ArrayList<>(CudaDiscovery.devices());
    devices.addAll(OpenClDiscovery.devices());
    return devices;
  }
}
