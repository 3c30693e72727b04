package org.statescope.app.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Curve;
import org.statescope.app.plot.LinePlot;
import org.statescope.app.plot.PlotLink;
import org.statescope.app.texts.Texts;

/// The live plots of the shown runs: loss and perplexity large, the rest beside them, and the
/// values at the step cursor below.
public final class LiveView extends BorderPane implements AutoCloseable {
  /// Low enough for three plots above one another beside an open meter in a low window.
  private static final double LEAST_PLOT_HEIGHT = 40;

  /// Narrower than this, plots beside the large ones would show little but their axes.
  private static final double TWO_COLUMNS_WIDTH = 440;

  private final LiveModel model;
  private final List<Panel> panels = new ArrayList<>();
  private final LiveToolbar toolbar;
  private final Subscription changes;

  public LiveView(LiveModel model, ChartTheme theme) {
    this.model = model;
    getStyleClass().add("live");
    PlotLink link = new PlotLink();
    for (Quantity quantity : Quantity.values()) {
      panels.add(new Panel(quantity, plot(link, theme, quantity)));
    }
    LiveReadout readout = new LiveReadout(theme);
    toolbar = new LiveToolbar(model, link);
    setTop(toolbar);
    setCenter(grid());
    setBottom(scrolledAcross(readout));
    changes =
        Subscription.combine(
            model.scalarsProperty().subscribe(this::showCurves),
            model.smoothingProperty().subscribe(this::showCurves),
            model.seedsProperty().subscribe(this::showCurves),
            model.seedsProperty().subscribe(() -> readout.show(model)),
            model
                .axisProperty()
                .subscribe(
                    () -> {
                      link.visibleProperty().set(java.util.Optional.empty());
                      showCurves();
                    }),
            model.cursor().stepProperty().subscribe(this::showCursor),
            model.scalarsProperty().subscribe(() -> readout.show(model)),
            model.cursor().stepProperty().subscribe(() -> readout.show(model)),
            theme.coloursProperty().subscribe(() -> readout.show(model)),
            sceneProperty().subscribe(this::showCurves),
            readout.sceneProperty().subscribe(() -> readout.show(model)));
    showCursor();
  }

  /// The plots, for tests that point at them.
  List<LinePlot> plots() {
    return panels.stream().map(Panel::plot).toList();
  }

  /// Drops the view's subscriptions; the model stays open.
  @Override
  public void close() {
    changes.unsubscribe();
    toolbar.close();
    panels.forEach(panel -> panel.plot.close());
  }

  private LinePlot plot(PlotLink link, ChartTheme theme, Quantity quantity) {
    LinePlot plot = model.plot(link, theme);
    plot.setMinHeight(LEAST_PLOT_HEIGHT);
    plot.setOnScrub(model::moveTo);
    plot.setAccessibleText(Texts.text(quantity.titleKey()));
    plot.setAccessibleHelp(Texts.text("plot.help"));
    if (quantity.followsLogarithm()) {
      plot.logarithmicProperty().bind(model.logarithmicProperty());
    }
    return plot;
  }

  /// A table that is wider than a narrow window is moved under it, not cut.
  private static ScrollPane scrolledAcross(Region table) {
    ScrollPane pane = new ScrollPane(table);
    pane.setFitToWidth(true);
    pane.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.setMinHeight(Region.USE_PREF_SIZE);
    pane.setMinWidth(0);
    pane.setFocusTraversable(false);
    return pane;
  }

  private GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("live-plots");
    // Else it would keep its preferred size and lie over its neighbours in a small window.
    grid.setMinHeight(0);
    grid.setMinWidth(0);
    List<VBox> nodes = panels.stream().map(Panel::node).toList();
    grid.getChildren().setAll(nodes);
    arrange(grid, nodes, false);
    grid.widthProperty()
        .subscribe(
            (before, now) -> {
              boolean narrow = isNarrow(now.doubleValue());
              if (narrow != isNarrow(before.doubleValue())) {
                arrange(grid, nodes, narrow);
              }
            });
    return grid;
  }

  private static boolean isNarrow(double width) {
    return width > 0 && width < TWO_COLUMNS_WIDTH;
  }

  /// The large plots with the small ones beside them, or below them where the view is narrow.
  private void arrange(GridPane grid, List<VBox> nodes, boolean narrow) {
    grid.getColumnConstraints().setAll(narrow ? columns(100) : columns(62, 38));
    grid.getRowConstraints().setAll(Collections.nCopies(narrow ? 12 : 6, row(narrow ? 12 : 6)));
    for (int i = 0; i < nodes.size(); i++) {
      Quantity quantity = panels.get(i).quantity;
      boolean large = quantity.isLarge();
      int span = large ? 3 : 2;
      boolean beside = !large && !narrow;
      int above = !large && narrow ? 6 : 0;
      GridPane.setConstraints(
          nodes.get(i), beside ? 1 : 0, above + span * quantity.place(), 1, span);
    }
  }

  private static List<ColumnConstraints> columns(double... percents) {
    return Arrays.stream(percents)
        .mapToObj(
            percent -> {
              ColumnConstraints column = new ColumnConstraints();
              column.setPercentWidth(percent);
              column.setHalignment(HPos.LEFT);
              return column;
            })
        .toList();
  }

  private static RowConstraints row(int rows) {
    RowConstraints row = new RowConstraints();
    row.setPercentHeight(100.0 / rows);
    row.setVgrow(Priority.ALWAYS);
    return row;
  }

  /// While the page is not open the curves wait.
  private void showCurves() {
    if (getScene() == null) {
      return;
    }
    for (Panel panel : panels) {
      LiveCurves shown = new LiveCurves(model, panel.quantity);
      List<Curve> curves = shown.curves();
      panel.plot.setCurves(curves, shown.bands(curves));
      panel.plot.setWholeX(model.axisProperty().get() != Axis.SECONDS);
      panel.plot.setXLabel(
          Texts.text("live.axis." + model.axisProperty().get()), panel.quantity.isLowest());
    }
  }

  private void showCursor() {
    panels.forEach(panel -> panel.plot.setCursor(model.cursor().step()));
  }

  /// One plot under its title.
  private record Panel(Quantity quantity, LinePlot plot) {
    VBox node() {
      Label title = new Label(Texts.text(quantity.titleKey()));
      title.getStyleClass().add("plot-title");
      title.setLabelFor(plot);
      title.setWrapText(true);
      title.setMinHeight(Region.USE_PREF_SIZE);
      VBox.setVgrow(plot, Priority.ALWAYS);
      return new VBox(title, plot);
    }
  }
}
