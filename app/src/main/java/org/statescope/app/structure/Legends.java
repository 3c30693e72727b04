package org.statescope.app.structure;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.texts.Texts;

/// The two colours of the evidence plots and their legends. Runs have the colours of series, so the
/// sides of a system take theirs from the ordered scale.
final class Legends {
  static final Function<ChartColours, Color> INPUT = colours -> colours.scale(0.15);
  static final Function<ChartColours, Color> OUTPUT = colours -> colours.scale(0.8);

  private Legends() {}

  /// A title with the meaning of two colours behind it.
  ///
  /// @param subscriptions receives what keeps the colours those of the theme
  static FlowPane titled(
      String title,
      ChartTheme theme,
      String first,
      String second,
      List<Subscription> subscriptions) {
    Label heading = new Label(Texts.text(title));
    heading.getStyleClass().add("evidence-title");
    FlowPane row = new FlowPane(12, 2, heading);
    row.getStyleClass().add("evidence-legend");
    row.getChildren().addAll(mark(first, INPUT, theme, subscriptions));
    row.getChildren().addAll(mark(second, OUTPUT, theme, subscriptions));
    return row;
  }

  private static Label mark(
      String key,
      Function<ChartColours, Color> colour,
      ChartTheme theme,
      List<Subscription> subscriptions) {
    Rectangle mark = new Rectangle(10, 10);
    subscriptions.add(
        theme.coloursProperty().subscribe(colours -> mark.setFill(colour.apply(colours))));
    Label label = new Label(Texts.text(key), mark);
    label.getStyleClass().add("text-small");
    return label;
  }
}
