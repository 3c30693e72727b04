package org.statescope.app.structure;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.statescope.app.plot.BarPlot;
import org.statescope.app.plot.BarScene;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.poles.PoleWords;
import org.statescope.app.texts.Texts;

/// A direction in the space of states, as the share that each state has in it.
final class DirectionBars extends VBox implements AutoCloseable {
  private final BarPlot plot;
  private final Label title = new Label();

  DirectionBars(ChartTheme theme, String id) {
    plot = new BarPlot(theme, false);
    plot.setId(id);
    plot.setLabels(Texts.text("structure.direction.state"), null);
    title.getStyleClass().addAll("evidence-title", "evidence-legend");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    setMinWidth(0);
    setPrefWidth(160);
    VBox.setVgrow(plot, Priority.ALWAYS);
    getChildren().addAll(title, plot);
  }

  /// @param words what the direction is
  /// @param components of a vector of length one
  void show(String words, double[] components) {
    title.setText(words);
    plot.setAccessibleText(words);
    plot.show(
        new BarScene(
            false,
            List.of(new BarScene.Series(components, colours -> colours.series(4))),
            state ->
                Texts.text(
                    "structure.direction.hover", state + 1, PoleWords.number(components[state]))));
  }

  @Override
  public void close() {
    plot.close();
  }
}
