package org.statescope.training.gpu;

/// A kernel with its grid and arguments, to be run again each step.
interface Launch {
  /// Puts the kernel into the device's queue behind everything before it.
  void run();
}
