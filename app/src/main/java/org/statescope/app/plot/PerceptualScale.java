package org.statescope.app.plot;

import java.util.List;
import javafx.scene.paint.Color;

/// Colours for the cells of a heat map: equal steps of value look like equal steps of lightness,
/// also to readers with a colour-vision deficiency and in grey print. Dark is low and bright is
/// high on light and on dark windows alike, so that a picture means the same in both.
///
/// Sampled from Cividis: Nuñez, Anderton and Renslow, doi:10.1371/journal.pone.0199239.
public final class PerceptualScale {
  private static final List<Color> SAMPLES =
      List.of(
              "#00204d", "#00336f", "#39486b", "#575d6d", "#707173", "#8a8779", "#a69d75",
              "#c4b56c", "#e4cf5b", "#ffea46")
          .stream()
          .map(Color::web)
          .toList();

  private PerceptualScale() {}

  /// The colour at a position from 0 (dark) to 1 (bright); positions beyond are brought inside.
  public static Color at(double position) {
    double place = Math.clamp(position, 0, 1) * (SAMPLES.size() - 1);
    int low = Math.min((int) place, SAMPLES.size() - 2);
    return SAMPLES.get(low).interpolate(SAMPLES.get(low + 1), place - low);
  }

  /// The colour as a pixel.
  static int pixel(double position) {
    return pixel(at(position));
  }

  static int pixel(Color colour) {
    return (int) Math.round(colour.getOpacity() * 255) << 24
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }
}
