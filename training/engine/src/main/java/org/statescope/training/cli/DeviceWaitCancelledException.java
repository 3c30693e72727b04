package org.statescope.training.cli;

import java.io.IOException;

/// Someone asked a run to stop that waited for its device.
final class DeviceWaitCancelledException extends IOException {
  private static final long serialVersionUID = 1;

  DeviceWaitCancelledException(String device) {
    super("Stopped while the run waited for %s".formatted(device));
  }
}
