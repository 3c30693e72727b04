package org.statescope.app.poles;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Backstage;
import org.statescope.app.widget.Icons;

/// Below the maps: the selected poles and the crossings, each a button with its number that opens
/// its table. A selection of several poles opens its table by itself.
final class PolesTray extends VBox implements AutoCloseable {
  private static final double HEIGHT = 210;

  private final PolesModel model;
  private final SelectionView selection;
  private final CrossingsView crossings;
  private final ToggleButton selectionButton = button("poles-selection", BootstrapIcons.TABLE);
  private final ToggleButton crossingsButton = button("poles-crossings", BootstrapIcons.BELL);
  private final Label unread = new Label();
  private final Button csv =
      new Button(Texts.text("selection.csv"), Icons.icon(BootstrapIcons.DOWNLOAD));
  private final Subscription changes;
  private Optional<Node> open = Optional.empty();
  private int before;

  /// @param centre brings a pole into the middle of the maps
  /// @param go shows a crossing on the maps
  /// @param export writes a table under a title
  PolesTray(
      PolesModel model,
      Consumer<SelectedPole> centre,
      Consumer<Crossing> go,
      BiConsumer<String, FigureTable> export) {
    this.model = model;
    selection = new SelectionView(model, centre, export);
    crossings = new CrossingsView(model.alarms(), go, export);
    getStyleClass().add("poles-tray");
    for (Region content : new Region[] {selection, crossings}) {
      content.setPrefHeight(HEIGHT);
    }
    unread.getStyleClass().add("unread");
    unread.setId("crossings-unread");
    crossingsButton.setContentDisplay(javafx.scene.control.ContentDisplay.LEFT);
    selectionButton.setOnAction(event -> show(selection));
    crossingsButton.setOnAction(event -> show(crossings));
    csv.setId("poles-tray-csv");
    csv.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    csv.setTooltip(new Tooltip(Texts.text("selection.csv.help")));
    csv.setMinWidth(USE_PREF_SIZE);
    csv.setOnAction(event -> write());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar = new HBox(8, selectionButton, crossingsButton, unread, gap, csv);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("tray-switch");
    getChildren().add(bar);
    changes =
        Subscription.combine(
            model.selection().polesProperty().subscribe(this::showSelected),
            model.alarms().reportProperty().subscribe(this::showCrossings),
            model.alarms().unreadProperty().subscribe(this::showCrossings),
            sceneProperty().subscribe(this::tellWhetherLooking));
    showSelected();
    showCrossings();
    showOpen();
  }

  /// Opens the list of crossings.
  void showCrossingsTable() {
    if (open.filter(node -> node == crossings).isEmpty()) {
      show(crossings);
    }
  }

  @Override
  public void close() {
    changes.unsubscribe();
    selection.close();
    crossings.close();
  }

  private static ToggleButton button(String id, BootstrapIcons icon) {
    ToggleButton button = new ToggleButton("", Icons.icon(icon));
    button.setId(id);
    button.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  /// Opens a table, or closes it where it is open.
  private void show(Node table) {
    open = open.filter(node -> node == table).isPresent() ? Optional.empty() : Optional.of(table);
    showOpen();
  }

  private void showOpen() {
    getChildren().remove(1, getChildren().size());
    open.ifPresent(getChildren()::add);
    selectionButton.setSelected(open.filter(node -> node == selection).isPresent());
    crossingsButton.setSelected(open.filter(node -> node == crossings).isPresent());
    csv.setVisible(open.isPresent());
    tellWhetherLooking();
  }

  private void tellWhetherLooking() {
    model
        .alarms()
        .setLooking(
            Backstage.isOnStage(getScene()) && open.filter(node -> node == crossings).isPresent());
  }

  private void showSelected() {
    int count = model.selection().polesProperty().get().size();
    selectionButton.setText(Texts.text("poles.tray.selection", PoleWords.count(count)));
    if (count > 1 && before < 2 && open.isEmpty()) {
      show(selection);
    }
    before = count;
  }

  private void showCrossings() {
    long count = model.alarms().reportProperty().get().count();
    int fresh = model.alarms().unreadProperty().get();
    crossingsButton.setText(Texts.text("poles.tray.crossings", PoleWords.count(count)));
    unread.setText(fresh == 0 ? "" : Texts.text("poles.tray.unread", PoleWords.count(fresh)));
    unread.setVisible(fresh > 0);
    unread.setManaged(fresh > 0);
    crossingsButton.setAccessibleText(crossingsButton.getText() + " " + unread.getText());
  }

  private void write() {
    if (open.filter(node -> node == selection).isPresent()) {
      selection.write();
    } else if (open.isPresent()) {
      crossings.write();
    }
  }
}
