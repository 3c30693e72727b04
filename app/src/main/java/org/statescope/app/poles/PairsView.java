package org.statescope.app.poles;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.poles.PairsModel.Pairing;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Backstage;
import org.statescope.app.widget.Icons;

/// The poles of two runs, paired, in a table that sorts by what one clicks.
public final class PairsView extends BorderPane implements AutoCloseable {
  private static final double WIDE = 150;
  private static final double NARROW = 84;
  private static final double CHOICE = 180;

  private final PairsModel model;
  private final BiConsumer<String, FigureTable> export;
  private final TableView<PairRow> table = new TableView<>();
  private final Label words = new Label();
  private final Button csv =
      new Button(Texts.text("pairs.csv"), Icons.icon(BootstrapIcons.DOWNLOAD));
  private final Subscription changes;
  private boolean listing;

  /// @param export writes a table under a title
  public PairsView(PolesModel poles, BiConsumer<String, FigureTable> export) {
    this.model = new PairsModel(poles);
    this.export = export;
    setId("pairs");
    getStyleClass().add("poles");
    ComboBox<ShownRun> first = box("pairs.first", model.firstProperty());
    ComboBox<ShownRun> second = box("pairs.second", model.secondProperty());
    csv.setId("pairs-csv");
    csv.getStyleClass().addAll("small", "flat");
    csv.setTooltip(new Tooltip(Texts.text("pairs.csv.help")));
    csv.setOnAction(event -> write());
    FlowPane bar = new FlowPane(10, 8, first, new Label("↔"), second, csv);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("view-toolbar");
    words.setId("pairs-words");
    words.setWrapText(true);
    words.setMinWidth(0);
    words.getStyleClass().add("pairs-words");
    table.setId("pairs-table");
    table.setAccessibleText(Texts.text("pairs.table"));
    table.setPlaceholder(new Label());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    columns();
    setTop(new VBox(bar, words));
    setCenter(table);
    setMinWidth(0);
    changes =
        Subscription.combine(
            sceneProperty()
                .subscribe(scene -> model.openProperty().set(Backstage.isOnStage(scene))),
            model.runsProperty().subscribe(runs -> list(first, second, runs)),
            model.pairingProperty().subscribe(this::show));
  }

  @Override
  public void close() {
    changes.unsubscribe();
    model.close();
  }

  private ComboBox<ShownRun> box(String key, ObjectProperty<Optional<ShownRun>> chosen) {
    ComboBox<ShownRun> box = new ComboBox<>();
    box.setId(key.replace('.', '-'));
    box.setAccessibleText(Texts.text(key));
    box.setTooltip(new Tooltip(Texts.text(key)));
    box.setConverter(new Labels());
    // A long name is whole in the list: here it must leave room for the other.
    box.setPrefWidth(CHOICE);
    box.valueProperty()
        .subscribe(
            run -> {
              if (!listing) {
                chosen.set(Optional.ofNullable(run));
              }
            });
    chosen.subscribe(run -> box.setValue(run.orElse(null)));
    return box;
  }

  /// A change of the list is no choice of the user's.
  private void list(ComboBox<ShownRun> first, ComboBox<ShownRun> second, List<ShownRun> runs) {
    listing = true;
    first.getItems().setAll(runs);
    second.getItems().setAll(runs);
    first.setValue(model.firstProperty().get().orElse(null));
    second.setValue(model.secondProperty().get().orElse(null));
    listing = false;
  }

  private void columns() {
    table
        .getColumns()
        .setAll(
            List.of(
                Columns.of("pairs.layer", NARROW, row -> row.pair().layer(), Object::toString),
                Columns.of("pairs.system", NARROW, row -> row.pair().system(), Object::toString),
                Columns.of("pairs.firstPole", WIDE, PairRow::first, Object::toString),
                Columns.of("pairs.secondPole", WIDE, PairRow::second, Object::toString),
                Columns.of(
                    "pairs.sDistance", NARROW, row -> row.pair().sDistance(), PoleWords::number),
                Columns.of(
                    "pairs.zDistance", NARROW, row -> row.pair().zDistance(), PoleWords::number)));
  }

  private void show(Pairing pairing) {
    csv.setDisable(!(pairing instanceof Pairing.Paired));
    words.setText(words(pairing));
    if (pairing instanceof Pairing.Paired paired) {
      table.setItems(FXCollections.observableArrayList(paired.farthest()));
      table.sort();
    } else if (!(pairing instanceof Pairing.Working)) {
      table.getItems().clear();
    }
  }

  private static String words(Pairing pairing) {
    return switch (pairing) {
      case Pairing.TooFew few -> Texts.text("pairs.few");
      case Pairing.Same same -> Texts.text("pairs.same");
      case Pairing.Working working -> Texts.text("pairs.working");
      case Pairing.Unlike unlike ->
          Texts.text(
              "pairs.shape",
              unlike.first().run().label(),
              shape(unlike.first()),
              unlike.second().run().label(),
              shape(unlike.second()));
      case Pairing.Paired paired -> PairWords.summary(paired);
    };
  }

  private static String shape(RunFrames frames) {
    return PairWords.shape(frames.now().orElseThrow().layout());
  }

  private void write() {
    if (model.pairingProperty().get() instanceof Pairing.Paired paired) {
      export.accept(
          Texts.text("compare.pairs"),
          new PairTable(paired.first().label(), paired.second().label(), paired.pairs()));
    }
  }

  private static final class Labels extends StringConverter<ShownRun> {
    @Override
    public String toString(@Nullable ShownRun run) {
      return run == null ? "" : run.label();
    }

    @Override
    public ShownRun fromString(String label) {
      throw new UnsupportedOperationException("runs are chosen, not typed");
    }
  }
}
