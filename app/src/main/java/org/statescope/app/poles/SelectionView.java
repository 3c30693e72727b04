package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.util.Subscription;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Backstage;

/// The selected poles in a table that sorts by what one clicks; a chosen row is the pole of the
/// read-out, in the middle of the maps.
final class SelectionView extends BorderPane implements AutoCloseable {
  private static final double RUN = 120;
  private static final double WIDE = 142;
  private static final double NARROW = 88;

  private final PolesModel model;
  private final SelectedPoles selected;
  private final Consumer<SelectedPole> centre;
  private final BiConsumer<String, FigureTable> export;
  private final TableView<SelectedPoles.Row> table = new TableView<>();
  private final Label words = new Label();
  private final Subscription changes;
  private boolean showing;

  /// @param centre brings a pole into the middle of the maps
  /// @param export writes a table under a title
  SelectionView(
      PolesModel model, Consumer<SelectedPole> centre, BiConsumer<String, FigureTable> export) {
    this.model = model;
    this.centre = centre;
    this.export = export;
    selected = new SelectedPoles(model);
    words.setId("selection-words");
    words.setWrapText(true);
    words.getStyleClass().add("tray-words");
    table.setId("selection-table");
    table.getStyleClass().add(Styles.DENSE);
    table.setAccessibleText(Texts.text("selection.table"));
    Label advice = new Label(Texts.text("selection.empty"));
    advice.setWrapText(true);
    table.setPlaceholder(advice);
    columns();
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            row -> {
              if (row != null && !showing) {
                model.selectedProperty().set(Optional.of(row.pole()));
                centre.accept(row.pole());
              }
            });
    setTop(words);
    setCenter(table);
    setMinHeight(0);
    changes =
        Subscription.combine(
            sceneProperty()
                .subscribe(scene -> selected.openProperty().set(Backstage.isOnStage(scene))),
            selected.rowsProperty().subscribe(this::show),
            model.selectedProperty().subscribe(this::showLead));
  }

  /// Writes the table.
  void write() {
    export.accept(Texts.text("selection.title"), new SelectionTable(List.copyOf(table.getItems())));
  }

  @Override
  public void close() {
    changes.unsubscribe();
    selected.close();
  }

  private void columns() {
    table
        .getColumns()
        .setAll(
            List.of(
                Columns.of(
                    "selection.run", RUN, row -> row.readout().run().label(), label -> label),
                number("selection.layer", row -> row.layer()),
                Columns.of("selection.channel", NARROW, ChannelOf::of, ChannelOf::words),
                number("selection.state", row -> row.state()),
                Columns.of(
                    "selection.s", WIDE, row -> place(row.readout().s().pole()), Object::toString),
                Columns.of("selection.z", WIDE, row -> place(row.readout().z()), Object::toString),
                real("selection.damping", row -> row.s().dampingRatio()),
                real("selection.frequency", row -> row.s().naturalFrequency()),
                Columns.of(
                    "selection.memory",
                    NARROW,
                    row -> row.readout().memoryInTokens(),
                    PoleWords::tokens),
                real("selection.margin", row -> orNone(row.stabilityMargin())),
                real("selection.moved", row -> orNone(moved(row)))));
  }

  /// A checkpoint has no step to have moved since.
  private static OptionalDouble moved(PoleReadout pole) {
    return pole.fromCheckpoint() ? OptionalDouble.empty() : pole.moved();
  }

  private static PairRow.Place place(Complex value) {
    return new PairRow.Place(value.real(), value.imaginary());
  }

  private static double orNone(OptionalDouble number) {
    return number.orElse(Double.NaN);
  }

  private static TableColumn<SelectedPoles.Row, Integer> number(
      String key, Function<PoleReadout, Integer> value) {
    return Columns.of(key, NARROW - 24, row -> value.apply(row.readout()), Object::toString);
  }

  private static TableColumn<SelectedPoles.Row, Double> real(
      String key, Function<PoleReadout, Double> value) {
    return Columns.of(
        key,
        NARROW,
        row -> value.apply(row.readout()),
        number -> Double.isNaN(number) ? "—" : PoleWords.number(number));
  }

  /// A channel, or all of them, which sort before each.
  private record ChannelOf(int channel, boolean all) implements Comparable<ChannelOf> {
    static ChannelOf of(SelectedPoles.Row row) {
      return new ChannelOf(row.readout().channel(), row.readout().sharedBy() > 1);
    }

    String words() {
      return all ? Texts.text("selection.channel.all") : Integer.toString(channel);
    }

    @Override
    public int compareTo(ChannelOf other) {
      return Integer.compare(all ? -1 : channel, other.all ? -1 : other.channel);
    }
  }

  private void show(SelectedPoles.Rows rows) {
    showing = true;
    table.setItems(FXCollections.observableArrayList(rows.poles()));
    table.sort();
    showing = false;
    showLead();
    words.setText(words(rows));
    words.setManaged(!words.getText().isEmpty());
  }

  private void showLead() {
    showing = true;
    table.getSelectionModel().clearSelection();
    model
        .selectedProperty()
        .get()
        .ifPresent(
            lead -> {
              for (int i = 0; i < table.getItems().size(); i++) {
                if (table.getItems().get(i).pole().equals(lead)) {
                  table.getSelectionModel().select(i);
                }
              }
            });
    showing = false;
  }

  private String words(SelectedPoles.Rows rows) {
    List<String> all = new ArrayList<>();
    int leftOut = model.selection().leftOut();
    if (leftOut > 0) {
      all.add(
          Texts.text(
              "selection.too-many", PoleWords.count(PoleSelection.MOST), PoleWords.count(leftOut)));
    }
    if (rows.hidden() > 0) {
      all.add(Texts.text("selection.hidden", PoleWords.count(rows.hidden())));
    }
    if (rows.absent() > 0) {
      all.add(Texts.text("selection.absent", PoleWords.count(rows.absent())));
    }
    if (rows.poles().size() > MapPair.MOST_TRAILS && model.trailsProperty().get()) {
      all.add(Texts.text("selection.trails", PoleWords.count(MapPair.MOST_TRAILS)));
    }
    return String.join(" ", all);
  }
}
