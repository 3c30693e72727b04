package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.texts.Texts;

/// The crossings of the shown runs in a table that sorts by what one clicks; a chosen row goes to
/// its step and selects its pole.
final class CrossingsView extends BorderPane implements AutoCloseable {
  private static final double WIDE = 150;
  private static final double MIDDLE = 120;
  private static final double NARROW = 74;

  private final CrossingAlarms alarms;
  private final Consumer<Crossing> go;
  private final BiConsumer<String, FigureTable> export;
  private final TableView<CrossingReport.Entry> table = new TableView<>();
  private final Label words = new Label();
  private final NumberField boundary;
  private final Subscription changes;
  private boolean showing;

  /// @param go shows a crossing on the maps
  /// @param export writes a table under a title
  CrossingsView(
      CrossingAlarms alarms, Consumer<Crossing> go, BiConsumer<String, FigureTable> export) {
    this.alarms = alarms;
    this.go = go;
    this.export = export;
    boundary =
        new NumberField(
            Texts.text("crossings.boundary"),
            Texts.text("crossings.boundary.prompt"),
            OptionalDouble::isPresent,
            number -> alarms.boundaryProperty().set(number.orElseThrow()));
    boundary.setId("crossings-boundary");
    Label name = new Label(Texts.text("crossings.boundary"));
    name.setMinWidth(USE_PREF_SIZE);
    name.setLabelFor(boundary);
    Label meaning = new Label(Texts.text("crossings.boundary.meaning"));
    meaning.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
    meaning.setMinWidth(0);
    HBox bar = new HBox(8, name, boundary, meaning);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("tray-bar");
    HBox.setHgrow(meaning, Priority.ALWAYS);
    words.setId("crossings-words");
    words.setWrapText(true);
    words.getStyleClass().add("tray-words");
    table.setId("crossings-table");
    table.getStyleClass().add(Styles.DENSE);
    table.setAccessibleText(Texts.text("crossings.table"));
    columns();
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            entry -> {
              if (entry != null && !showing) {
                go.accept(entry.crossing());
              }
            });
    table.addEventFilter(KeyEvent.KEY_PRESSED, this::goAgain);
    setTop(new VBox(bar, words));
    setCenter(table);
    setMinHeight(0);
    changes =
        Subscription.combine(
            alarms.reportProperty().subscribe(this::show),
            alarms
                .boundaryProperty()
                .subscribe(value -> boundary.show(OptionalDouble.of(value.doubleValue()))));
  }

  /// Writes the table.
  void write() {
    export.accept(
        Texts.text("crossings.title"),
        new CrossingTable(List.copyOf(table.getItems()), alarms.boundaryProperty().get()));
  }

  @Override
  public void close() {
    changes.unsubscribe();
  }

  private void goAgain(KeyEvent event) {
    CrossingReport.Entry entry = table.getSelectionModel().getSelectedItem();
    if (event.getCode() == KeyCode.ENTER && entry != null) {
      go.accept(entry.crossing());
      event.consume();
    }
  }

  private void columns() {
    table
        .getColumns()
        .setAll(
            List.of(
                Columns.of("crossings.run", WIDE, entry -> entry.run().label(), label -> label),
                Columns.of(
                    "crossings.layer", NARROW, entry -> entry.crossing().layer(), Object::toString),
                Columns.of(
                    "crossings.channel",
                    NARROW,
                    entry -> entry.crossing().shared() ? -1 : entry.crossing().channel(),
                    channel ->
                        channel < 0
                            ? Texts.text("selection.channel.all")
                            : Integer.toString(channel)),
                Columns.of(
                    "crossings.state", NARROW, entry -> entry.crossing().state(), Object::toString),
                Columns.of(
                    "crossings.before",
                    NARROW + 14,
                    entry -> entry.crossing().before(),
                    PoleWords::count),
                Columns.of(
                    "crossings.after",
                    NARROW + 14,
                    entry -> entry.crossing().after(),
                    PoleWords::count),
                Columns.of(
                    "crossings.direction",
                    MIDDLE,
                    entry -> entry.crossing().outward(),
                    outward -> Texts.text(outward ? "crossings.outward" : "crossings.inward")),
                Columns.of(
                    "crossings.realBefore",
                    MIDDLE - 20,
                    entry -> entry.crossing().realBefore(),
                    PoleWords::number),
                Columns.of(
                    "crossings.realAfter",
                    MIDDLE - 20,
                    entry -> entry.crossing().realAfter(),
                    PoleWords::number),
                Columns.of(
                    "crossings.matched",
                    WIDE,
                    entry -> entry.crossing().matching(),
                    matching -> Texts.text("crossings.matched." + matching))));
  }

  /// What arrives while a row is chosen leaves it chosen.
  private void show(CrossingReport report) {
    CrossingReport.Entry chosen = table.getSelectionModel().getSelectedItem();
    showing = true;
    table.setItems(FXCollections.observableArrayList(report.crossings()));
    table.sort();
    int place = table.getItems().indexOf(chosen);
    table.getSelectionModel().clearSelection();
    if (place >= 0) {
      table.getSelectionModel().select(place);
    }
    showing = false;
    Label advice =
        new Label(Texts.text(report.isComplete() ? "crossings.none" : "crossings.looking"));
    advice.setWrapText(true);
    table.setPlaceholder(advice);
    words.setText(words(report));
    words.setManaged(!words.getText().isEmpty());
  }

  private static String words(CrossingReport report) {
    List<String> all = new ArrayList<>(report.problems());
    if (!report.isComplete() && report.problems().isEmpty() && report.count() > 0) {
      all.add(Texts.text("crossings.looking"));
    }
    if (report.crossings().size() < report.count()) {
      all.add(
          Texts.text(
              "crossings.newest",
              PoleWords.count(report.crossings().size()),
              PoleWords.count(report.count())));
    }
    if (report.crossings().stream()
        .anyMatch(entry -> entry.crossing().matching() != Crossing.Matching.BY_PLACE)) {
      all.add(Texts.text("crossings.matching"));
    }
    return String.join(" ", all);
  }
}
