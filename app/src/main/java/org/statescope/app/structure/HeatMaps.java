package org.statescope.app.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatMapPlot;
import org.statescope.app.plot.HeatScene;
import org.statescope.app.texts.Texts;

/// The heat maps of the shown runs below one another, on one colour scale.
final class HeatMaps extends ScrollPane implements AutoCloseable {
  private static final double ROOM_FOR_AXES = 52;
  private static final double LEAST_ROW = 14;
  private static final double LEAST_MAP = 108;

  private final StructureModel model;
  private final ChartTheme theme;
  private final VBox rows = new VBox();
  private final List<Row> shown = new ArrayList<>();
  private final Subscription changes;

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
            model.selectedProperty().subscribe(this::showSelection),
            theme.coloursProperty().subscribe(() -> shown.forEach(Row::dress)));
    show();
  }

  /// The maps from top to bottom, for tests that point at them.
  List<HeatMapPlot> maps() {
    return shown.stream().map(row -> row.map).toList();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    shown.forEach(row -> row.map.close());
  }

  private void show() {
    List<RunCensus> runs = model.censusesProperty().get();
    while (shown.size() > runs.size()) {
      Row last = shown.removeLast();
      rows.getChildren().remove(last);
      last.map.close();
    }
    while (shown.size() < runs.size()) {
      Row row = new Row(runs.get(shown.size()));
      VBox.setVgrow(row, Priority.ALWAYS);
      shown.add(row);
      rows.getChildren().add(row);
    }
    Quantity quantity = model.quantityProperty().get();
    HeatScale scale = HeatScale.of(quantity, runs);
    for (int i = 0; i < runs.size(); i++) {
      shown.get(i).show(runs.get(i), quantity, scale);
    }
    showSelection();
  }

  private void showSelection() {
    shown.forEach(Row::showSelection);
  }

  /// One run: its name, its map, and what is to be said of it.
  private final class Row extends VBox {
    private final Label title = new Label();
    private final Label note = new Label();
    private final HeatMapPlot map = new HeatMapPlot(theme);
    private RunCensus census;

    Row(RunCensus census) {
      this.census = census;
      title.getStyleClass().add("plot-title");
      note.getStyleClass().addAll("text-small", "text-muted", "heat-note");
      note.setWrapText(true);
      note.setMinHeight(USE_PREF_SIZE);
      map.setOnSelect(this::select);
      VBox.setVgrow(map, Priority.ALWAYS);
      getChildren().addAll(title, map, note);
    }

    void show(RunCensus run, Quantity quantity, HeatScale scale) {
      census = run;
      dress();
      map.setMinHeight(Math.max(LEAST_MAP, run.layers().size() * LEAST_ROW + ROOM_FOR_AXES));
      map.setLabels(columnTitle(run), Texts.text("structure.rows"));
      map.setColumnNumbersShown(!run.isShared());
      map.setAccessibleText(
          Texts.text("structure.map.accessible", run.run().label(), quantity.title()));
      map.setAccessibleHelp(Texts.text("structure.map.help"));
      map.show(
          new HeatScene(
              run.layers().size(),
              run.columns(),
              scale.positions(run),
              (layer, system) -> StructureWords.cell(run, quantity, layer, system),
              (layer, system) ->
                  run.system(layer, system)
                      .map(each -> StructureWords.value(quantity, each))
                      .orElse("")));
      boolean any = run.columns() > 0;
      map.setVisible(any);
      map.setManaged(any);
      String words = any ? run.problem().orElse("") : nothing(run);
      note.setText(words);
      note.setVisible(!words.isEmpty());
      note.setManaged(!words.isEmpty());
    }

    void dress() {
      title.setGraphic(new Rectangle(12, 4, theme.colours().series(census.run().colour())));
      title.setText(
          census
              .snapshot()
              .filter(snapshot -> !census.fromCheckpoint())
              .map(
                  snapshot ->
                      Texts.text("structure.map.title", census.run().label(), snapshot.step()))
              .orElse(census.run().label()));
    }

    void showSelection() {
      map.select(
          model
              .selectedProperty()
              .get()
              .filter(system -> system.run().equals(census.run().folder()))
              .map(system -> new HeatScene.Cell(system.layer(), system.system())));
      model
          .selectedProperty()
          .get()
          .flatMap(
              system ->
                  system.run().equals(census.run().folder())
                      ? census.system(system.layer(), system.system()).map(facts -> system)
                      : Optional.empty())
          .ifPresent(
              system ->
                  map.setAccessibleText(
                      StructureWords.cell(
                          census,
                          model.quantityProperty().get(),
                          system.layer(),
                          system.system())));
    }

    private void select(HeatScene.Cell cell) {
      model.select(new SelectedSystem(census.run().folder(), cell.row(), cell.column()));
    }

    private static String nothing(RunCensus run) {
      return run.problem().orElse(Texts.text("structure.noSnapshot"));
    }

    private static String columnTitle(RunCensus run) {
      if (run.layers().isEmpty()) {
        return "";
      }
      int shared = run.layers().getFirst().channelsOfSystem();
      return run.isShared()
          ? Texts.text("structure.columns.shared", shared)
          : Texts.text(shared == 1 ? "structure.columns.channel" : "structure.columns.head");
    }
  }
}
