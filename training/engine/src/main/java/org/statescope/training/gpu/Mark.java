package org.statescope.training.gpu;

/// A place in a device's queue that moves to its end when it is set.
interface Mark {
  /// Marks everything queued so far.
  void set();

  /// Waits until the device has passed the mark; returns at once if it was never set.
  void await();
}
