package org.statescope.app.plot;

import javafx.scene.paint.Color;

/// Between the colours of JavaFX and those of the Graphics2D that JFreeChart draws on.
final class Colours {
  private Colours() {}

  static java.awt.Color awt(Color colour) {
    return new java.awt.Color(
        (float) colour.getRed(),
        (float) colour.getGreen(),
        (float) colour.getBlue(),
        (float) colour.getOpacity());
  }

  static Color faded(Color colour, double opacity) {
    return colour.deriveColor(0, 1, 1, opacity);
  }
}
