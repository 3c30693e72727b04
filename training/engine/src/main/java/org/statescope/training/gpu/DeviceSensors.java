package org.statescope.training.gpu;

import org.statescope.training.run.DeviceLoad;

/// What a device tells of its load; may be asked from any thread.
@FunctionalInterface
public interface DeviceSensors {
  /// A device whose driver tells nothing.
  DeviceSensors NONE = () -> DeviceLoad.UNREPORTED;

  DeviceLoad read();
}
