package org.statescope.app.structure;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatLink;
import org.statescope.app.plot.HeatMapPlot;
import org.statescope.app.plot.HeatScene;
import org.statescope.app.texts.Texts;

/// One run: its name, its map, and what is to be said of it. Where maps are linked, a line below it
/// tells the value at the place that is pointed at or chosen on any of them.
final class RunHeatMap extends VBox implements AutoCloseable {
  static final double LEAST_MAP = 108;

  private static final double ROOM_FOR_AXES = 52;
  private static final double LEAST_ROW = 14;

  private final StructureModel model;
  private final ChartTheme theme;
  private final Optional<HeatLink> link;
  private final Label title = new Label();
  private final Label note = new Label();
  private final Label value = new Label();
  private final HeatMapPlot map;
  private final Subscription changes;
  private RunCensus census;

  /// @param link what the map shares with others; empty for a map by itself
  RunHeatMap(StructureModel model, ChartTheme theme, RunCensus census, Optional<HeatLink> link) {
    this.model = model;
    this.theme = theme;
    this.census = census;
    this.link = link;
    map = new HeatMapPlot(theme);
    link.ifPresent(map::setLink);
    title.getStyleClass().add("plot-title");
    title.setMinWidth(0);
    note.getStyleClass().addAll("text-small", "text-muted", "heat-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    value.getStyleClass().addAll("text-small", "heat-value");
    value.setMinWidth(0);
    map.setOnSelect(this::select);
    VBox.setVgrow(map, Priority.ALWAYS);
    getChildren().addAll(title, map, note);
    link.ifPresent(shared -> getChildren().add(2, value));
    changes =
        link.map(shared -> shared.pointerProperty().subscribe(this::showValue))
            .orElse(Subscription.EMPTY);
  }

  HeatMapPlot map() {
    return map;
  }

  /// The line below a linked map, for tests.
  String valueWords() {
    return value.getText();
  }

  void show(RunCensus run, Quantity quantity, HeatScale scale) {
    census = run;
    dress();
    map.setMinHeight(leastHeight(run));
    map.setLabels(
        link.isPresent() && run.isShared()
            ? Texts.text("structure.columns.shared.short", run.channelsOfColumn())
            : columnTitle(run),
        Texts.text("structure.rows"));
    // Beside one another maps keep their rows at one height.
    map.setColumnNumbersShown(link.isPresent() || !run.isShared());
    map.setAccessibleText(
        Texts.text("structure.map.accessible", run.run().label(), quantity.title()));
    map.setAccessibleHelp(Texts.text("structure.map.help"));
    map.setChannelsOfColumn(run.channelsOfColumn());
    map.show(scene(run, quantity, scale));
    boolean any = run.columns() > 0;
    map.setVisible(any);
    map.setManaged(any);
    String words = any ? run.problem().orElse("") : nothing(run);
    note.setText(words);
    note.setVisible(!words.isEmpty());
    note.setManaged(!words.isEmpty());
    showValue();
  }

  /// The cells of a run on a scale.
  static HeatScene scene(RunCensus run, Quantity quantity, HeatScale scale) {
    return new HeatScene(
        run.layers().size(),
        run.columns(),
        scale.positions(run),
        (layer, system) -> StructureWords.cell(run, quantity, layer, system),
        (layer, system) ->
            run.system(layer, system).map(each -> StructureWords.value(quantity, each)).orElse(""));
  }

  static double leastHeight(RunCensus run) {
    return Math.max(LEAST_MAP, run.layers().size() * LEAST_ROW + ROOM_FOR_AXES);
  }

  void dress() {
    title.setGraphic(new Rectangle(12, 4, theme.colours().series(census.run().colour())));
    title.setText(title(census));
    title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    title.setTooltip(new Tooltip(title(census)));
  }

  /// The run, and the step where it has one.
  static String title(RunCensus census) {
    return census
        .snapshot()
        .filter(snapshot -> !census.fromCheckpoint())
        .map(snapshot -> Texts.text("structure.map.title", census.run().label(), snapshot.step()))
        .orElse(census.run().label());
  }

  void showSelection() {
    Optional<SelectedSystem> selected = model.selectedProperty().get();
    Optional<SelectedSystem> own =
        selected.filter(system -> system.run().equals(census.run().folder()));
    map.select(
        link.isPresent()
            ? model.selectedPlace().flatMap(this::cellAt)
            : own.map(system -> new HeatScene.Cell(system.layer(), system.system())));
    own.filter(system -> census.system(system.layer(), system.system()).isPresent())
        .ifPresent(
            system ->
                map.setAccessibleText(
                    StructureWords.cell(
                        census, model.quantityProperty().get(), system.layer(), system.system())));
    showValue();
  }

  @Override
  public void close() {
    changes.unsubscribe();
    map.close();
  }

  /// The cell of a layer and a channel; empty where the run has no such.
  private Optional<HeatScene.Cell> cellAt(HeatScene.Cell place) {
    int column = place.column() / Math.max(1, census.channelsOfColumn());
    return place.row() < census.layers().size() && column < census.columns()
        ? Optional.of(new HeatScene.Cell(place.row(), column))
        : Optional.empty();
  }

  private void showValue() {
    value.setText(
        link.flatMap(shared -> shared.pointerProperty().get())
            .or(model::selectedPlace)
            .map(this::valueAt)
            .orElse(" "));
  }

  private String valueAt(HeatScene.Cell place) {
    return cellAt(place)
        .map(
            cell ->
                Texts.text(
                    "structure.value",
                    StructureWords.place(
                        census,
                        new SelectedSystem(census.run().folder(), cell.row(), cell.column())),
                    census
                        .system(cell.row(), cell.column())
                        .map(each -> StructureWords.value(model.quantityProperty().get(), each))
                        .orElse("—")))
        .orElse("—");
  }

  private void select(HeatScene.Cell cell) {
    model.select(new SelectedSystem(census.run().folder(), cell.row(), cell.column()));
  }

  private static String nothing(RunCensus run) {
    return run.problem().orElse(Texts.text("structure.noSnapshot"));
  }

  /// What a column of the map is.
  static String columnTitle(RunCensus run) {
    if (run.layers().isEmpty()) {
      return "";
    }
    int shared = run.layers().getFirst().channelsOfSystem();
    return run.isShared()
        ? Texts.text("structure.columns.shared", shared)
        : Texts.text(shared == 1 ? "structure.columns.channel" : "structure.columns.head");
  }
}
