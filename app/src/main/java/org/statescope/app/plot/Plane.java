package org.statescope.app.plot;

/// The plane a pole map shows.
public enum Plane {
  /// Continuous time: stable left of the imaginary axis.
  S,
  /// Discrete time: stable inside the unit circle.
  Z
}
