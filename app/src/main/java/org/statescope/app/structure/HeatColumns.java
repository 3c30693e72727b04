package org.statescope.app.structure;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatLegend;
import org.statescope.app.plot.HeatLink;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Backstage;

/// The heat maps of the compared runs in columns: one quantity on one colour scale, with one
/// pointer, one selection and one zoom.
public final class HeatColumns extends BorderPane implements AutoCloseable {
  private final StructureModel model;
  private final ChartTheme theme;
  private final HeatLegend legend;
  private final HeatLink link = new HeatLink();
  private final EqualColumns columns = new EqualColumns();
  private final StackPane centre = new StackPane();
  private final ComboBox<Quantity> quantities = new ComboBox<>();
  private final List<RunHeatMap> shown = new ArrayList<>();
  private final Subscription changes;
  private @Nullable HeatScale drawn;

  public HeatColumns(StructureModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    setId("heat-columns");
    getStyleClass().add("structure");
    setMinWidth(0);
    legend = new HeatLegend(theme);
    VBox bar = new VBox(6, choice(), legend);
    bar.getStyleClass().add("view-toolbar");
    ScrollPane scroll = new ScrollPane(columns);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("heat-maps");
    centre.getChildren().add(scroll);
    setTop(bar);
    setCenter(centre);
    changes =
        Subscription.combine(
            sceneProperty()
                .subscribe(scene -> model.comparedProperty().set(Backstage.isOnStage(scene))),
            model.censusesProperty().subscribe(this::show),
            model.quantityProperty().subscribe(this::show),
            model.comparedProperty().subscribe(this::show),
            model.selectedProperty().subscribe(() -> shown.forEach(RunHeatMap::showSelection)),
            model.countingProperty().subscribe(this::showActivity),
            theme.coloursProperty().subscribe(() -> shown.forEach(RunHeatMap::dress)));
    show();
  }

  /// The columns from left to right, for tests that point at them.
  List<RunHeatMap> columns() {
    return shown;
  }

  @Override
  public void close() {
    changes.unsubscribe();
    legend.close();
    shown.forEach(RunHeatMap::close);
  }

  private ComboBox<Quantity> choice() {
    quantities.setId("compare-quantity");
    quantities.getItems().setAll(Quantity.values());
    quantities.getStyleClass().add(Styles.SMALL);
    quantities.setMinWidth(0);
    quantities.setAccessibleText(Texts.text("compare.maps.quantity"));
    quantities.setTooltip(new Tooltip(Texts.text("compare.maps.quantity")));
    quantities.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Quantity quantity) {
            return quantity == null ? "" : quantity.title();
          }

          @Override
          public Quantity fromString(String typed) {
            throw new UnsupportedOperationException("quantities are chosen, not typed");
          }
        });
    quantities.valueProperty().bindBidirectional(model.quantityProperty());
    return quantities;
  }

  /// While nobody compares heat maps they wait.
  private void show() {
    HeatScale scale = model.scale();
    if (!model.comparedProperty().get() || scale == drawn) {
      return;
    }
    drawn = scale;
    List<RunCensus> runs = model.censusesProperty().get();
    while (shown.size() > runs.size()) {
      shown.removeLast().close();
    }
    while (shown.size() < runs.size()) {
      shown.add(new RunHeatMap(model, theme, runs.get(shown.size()), Optional.of(link)));
    }
    Quantity quantity = model.quantityProperty().get();
    for (int i = 0; i < runs.size(); i++) {
      shown.get(i).show(runs.get(i), quantity, scale);
      shown.get(i).showSelection();
    }
    columns.show(
        shown,
        runs.stream().mapToDouble(RunHeatMap::leastHeight).max().orElse(RunHeatMap.LEAST_MAP));
    scale.show(legend);
    showActivity();
  }

  private void showActivity() {
    boolean empty = model.censusesProperty().get().isEmpty();
    if (centre.getChildren().size() > 1) {
      centre.getChildren().removeLast();
    }
    switch (model.countingProperty().get()) {
      case COMPUTING -> {
        if (empty) {
          ProgressIndicator wheel = new ProgressIndicator();
          wheel.setMaxSize(32, 32);
          centre.getChildren().add(new Label(Texts.text("structure.counting"), wheel));
        }
      }
      case CANCELLED -> centre.getChildren().add(SystemPane.cancelled(model));
      case AT_REST -> {}
    }
  }
}
