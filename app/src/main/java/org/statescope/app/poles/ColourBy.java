package org.statescope.app.poles;

/// What the colour of a pole says.
public enum ColourBy {
  RUN,
  LAYER
}
