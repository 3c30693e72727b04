package org.statescope.app.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatMapPlot;

/// The heat maps of the shown runs below one another, on one colour scale.
final class HeatMaps extends ScrollPane implements AutoCloseable {
  private final StructureModel model;
  private final ChartTheme theme;
  private final VBox rows = new VBox();
  private final List<RunHeatMap> shown = new ArrayList<>();
  private final Subscription changes;
  private @Nullable HeatScale drawn;

  HeatMaps(StructureModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    getStyleClass().add("heat-maps");
    setContent(rows);
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    changes =
        Subscription.combine(
            model.censusesProperty().subscribe(this::show),
            model.quantityProperty().subscribe(this::show),
            model.openProperty().subscribe(this::show),
            model.selectedProperty().subscribe(this::showSelection),
            theme.coloursProperty().subscribe(() -> shown.forEach(RunHeatMap::dress)));
    show();
  }

  /// The maps from top to bottom, for tests that point at them.
  List<HeatMapPlot> maps() {
    return shown.stream().map(RunHeatMap::map).toList();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    shown.forEach(RunHeatMap::close);
  }

  /// While the page is not open the maps wait.
  private void show() {
    HeatScale scale = model.scale();
    if (!model.openProperty().get() || scale == drawn) {
      return;
    }
    drawn = scale;
    List<RunCensus> runs = model.censusesProperty().get();
    while (shown.size() > runs.size()) {
      RunHeatMap last = shown.removeLast();
      rows.getChildren().remove(last);
      last.close();
    }
    while (shown.size() < runs.size()) {
      RunHeatMap row = new RunHeatMap(model, theme, runs.get(shown.size()), Optional.empty());
      VBox.setVgrow(row, Priority.ALWAYS);
      shown.add(row);
      rows.getChildren().add(row);
    }
    Quantity quantity = model.quantityProperty().get();
    for (int i = 0; i < runs.size(); i++) {
      shown.get(i).show(runs.get(i), quantity, scale);
    }
    showSelection();
  }

  private void showSelection() {
    shown.forEach(RunHeatMap::showSelection);
  }
}
