package org.statescope.training.gpu;

/// A kernel with its grid and arguments, to be run again each step.
interface Launch {
  /// Puts the kernel into the device's queue behind everything before it.
  void run();

  /// Replaces the real-valued argument at `position`, counted as they were given.
  void set(int position, float value);
}
