package org.statescope.app.live;

/// What the x axis of the live plots counts.
public enum Axis {
  STEP,
  TOKENS,
  /// Seconds since the run's first event.
  SECONDS
}
