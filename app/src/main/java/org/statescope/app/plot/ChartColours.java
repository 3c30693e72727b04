package org.statescope.app.plot;

import java.util.List;
import javafx.scene.paint.Color;

/// Every colour a chart may use, by its meaning.
///
/// @param text tick labels and axis titles
/// @param faintText notes inside a plot
/// @param axis axis lines and the frame
/// @param grid grid lines, subtle on the window's background
/// @param stable fill of the stability region
/// @param boundary the line between stable and unstable
/// @param cursor the linked cursor
/// @param selection ring around a selected pole
/// @param surface background of read-outs drawn over a plot
/// @param series colours of runs, distinguishable with the common colour-vision deficiencies
/// @param scale ordered colours, low to high, for quantities such as the layer's number
public record ChartColours(
    Color text,
    Color faintText,
    Color axis,
    Color grid,
    Color stable,
    Color boundary,
    Color cursor,
    Color selection,
    Color surface,
    List<Color> series,
    List<Color> scale) {

  /// After Okabe and Ito (2008), the yellow left out: it vanishes on white.
  public static final ChartColours LIGHT =
      new ChartColours(
          Color.web("#24292f"),
          Color.web("#57606a"),
          Color.web("#8c959f"),
          Color.web("#d8dee4"),
          Color.web("#0072b2", 0.07),
          Color.web("#57606a"),
          Color.web("#24292f", 0.55),
          Color.web("#24292f"),
          Color.web("#ffffff", 0.92),
          colours(
              "#0072b2", "#d55e00", "#009e73", "#b3589a", "#b98300", "#3a9bdc", "#7a4f2b",
              "#5b5bd6"),
          colours("#3b0f70", "#8c2981", "#c83e73", "#e8703a", "#b98300"));

  /// The same hues, lifted until they read on a dark window.
  public static final ChartColours DARK =
      new ChartColours(
          Color.web("#e6edf3"),
          Color.web("#9da7b3"),
          Color.web("#6e7681"),
          Color.web("#30363d"),
          Color.web("#58a6ff", 0.09),
          Color.web("#9da7b3"),
          Color.web("#e6edf3", 0.6),
          Color.web("#ffffff"),
          Color.web("#161b22", 0.92),
          colours(
              "#56b4e9", "#ff8c42", "#2fc39b", "#e58ac6", "#f0c14b", "#8ab4ff", "#c9a27e",
              "#b1a7ff"),
          colours("#9d8cff", "#d07cf0", "#ff7aa8", "#ffa26b", "#ffd479"));

  public ChartColours {
    series = List.copyOf(series);
    scale = List.copyOf(scale);
    if (series.isEmpty() || scale.isEmpty()) {
      throw new IllegalArgumentException("a chart needs at least one series and one scale colour");
    }
  }

  /// The colour of run number `index`; beyond the last one the colours start again.
  public Color series(int index) {
    return series.get(Math.floorMod(index, series.size()));
  }

  /// The colour at `position` in 0 … 1 along the ordered scale.
  public Color scale(double position) {
    double at = Math.clamp(position, 0, 1) * (scale.size() - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(low + 1, scale.size() - 1);
    return scale.get(low).interpolate(scale.get(high), at - low);
  }

  private static List<Color> colours(String... web) {
    return List.of(web).stream().map(Color::web).toList();
  }
}
