package org.statescope.training.cli;

import java.io.IOException;

/// Someone asked a run to stop that waited for its device.
final class DeviceWaitCancelledException extends IOException {
  private static final long serialVersionUID = 1;

  private final String device;

  DeviceWaitCancelledException(String device) {
    super(sentence(device));
    this.device = device;
  }

  String sentence() {
    return sentence(device);
  }

  private static String sentence(String device) {
    return "Stopped while the run waited for " + device;
  }
}
