package org.statescope.app.widget;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// A grid with more columns than there may be room for: it scrolls across, and its first column
/// stays in sight. One stays for all grids that follow one another, and keeps its place.
public final class WideGrid extends ScrollPane {
  public WideGrid() {
    getStyleClass().add("wide-grid");
    setFitToWidth(true);
    setVbarPolicy(ScrollBarPolicy.NEVER);
    setMinSize(0, USE_PREF_SIZE);
    setPrefWidth(0);
  }

  /// Shows a grid in place of the one before.
  public void show(GridPane grid) {
    DoubleBinding shift =
        Bindings.createDoubleBinding(
            () -> getHvalue() * Math.max(0, grid.getWidth() - getViewportBounds().getWidth()),
            hvalueProperty(),
            viewportBoundsProperty(),
            grid.widthProperty());
    for (Node node : grid.getChildren()) {
      Integer column = GridPane.getColumnIndex(node);
      if (node instanceof Region cell && (column == null || column == 0)) {
        cell.setMaxWidth(Double.MAX_VALUE);
        cell.getStyleClass().add("frozen-cell");
        cell.setViewOrder(-1);
        cell.translateXProperty().bind(shift);
      }
    }
    setContent(grid);
  }
}
