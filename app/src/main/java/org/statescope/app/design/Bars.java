package org.statescope.app.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.statescope.app.plot.BarScene;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// One spectrum of a system.
///
/// @param what `controllable`, `observable` or `hankel`: the stem of its words
/// @param values in falling order
/// @param before whether it is the system's before the edits, which is drawn faintly
record Bars(String what, double[] values, boolean before) {
  private static final double FAINT = 0.4;

  /// Spectra beside one another. A state that only one of the systems has stands alone.
  static BarScene scene(List<Bars> spectra) {
    int places = spectra.stream().mapToInt(each -> each.values.length).max().orElse(0);
    List<BarScene.Series> series = new ArrayList<>();
    for (Bars each : spectra) {
      double[] padded = new double[places];
      Arrays.fill(padded, Double.NaN);
      System.arraycopy(each.values, 0, padded, 0, each.values.length);
      series.add(new BarScene.Series(padded, each::colour));
    }
    return new BarScene(true, series, place -> words(spectra, place));
  }

  /// The name of a spectrum with its colour.
  ///
  /// @param subscriptions receives what keeps the colour that of the theme
  static Label key(String what, ChartTheme theme, List<Subscription> subscriptions) {
    Rectangle mark = new Rectangle(10, 10);
    subscriptions.add(
        theme.coloursProperty().subscribe(colours -> mark.setFill(solid(what, colours))));
    Label label = new Label(Texts.text("design.bars." + what), mark);
    label.getStyleClass().add("text-small");
    return label;
  }

  private Color colour(ChartColours colours) {
    Color solid = solid(what, colours);
    return before ? solid.deriveColor(0, 1, 1, FAINT) : solid;
  }

  /// Runs have the colours of series, so the sides of a system take theirs from the ordered scale.
  private static Color solid(String what, ChartColours colours) {
    return switch (what) {
      case "controllable" -> colours.scale(0.15);
      case "observable" -> colours.scale(0.8);
      default -> colours.scale(0.45);
    };
  }

  private static String words(List<Bars> spectra, int place) {
    List<String> lines = new ArrayList<>();
    for (Bars each : spectra) {
      if (place < each.values.length) {
        lines.add(
            Texts.text(
                each.before ? "design.bars.before" : "design.bars.now",
                Texts.text("design.bars." + each.what),
                place + 1,
                PoleWords.number(each.values[place])));
      }
    }
    return String.join("\n", lines);
  }
}
