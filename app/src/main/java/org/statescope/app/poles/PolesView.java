package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.export.SystemHolder;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.texts.Texts;

/// The pole maps of the shown runs, their step scrubber and the read-out of the selected pole.
public final class PolesView extends BorderPane implements SystemHolder, AutoCloseable {
  private final PolesModel model;
  private final ChartTheme theme;
  private final VBox rows = new VBox();
  private final Label empty = new Label(Texts.text("poles.empty"));
  private final PolesToolbar toolbar;
  private final StepScrubber scrubber;
  private final PoleReadoutPane readout;
  private final List<MapPair> pairs = new ArrayList<>();
  private final Subscription changes;

  public PolesView(PolesModel model, ChartTheme theme) {
    this.model = model;
    this.theme = theme;
    getStyleClass().add("poles");
    toolbar =
        new PolesToolbar(
            model,
            theme,
            () -> pairs.forEach(MapPair::zoomToPoles),
            () -> pairs.forEach(MapPair::showAll));
    scrubber = new StepScrubber(model);
    readout = new PoleReadoutPane(model, theme);
    empty.setWrapText(true);
    setTop(toolbar);
    setCenter(new StackPane(scrolling(rows), empty));
    setRight(readout);
    setBottom(scrubber);
    addEventHandler(KeyEvent.KEY_PRESSED, this::scrub);
    changes =
        Subscription.combine(
            model.mapsProperty().subscribe(this::showMaps),
            model.selectedProperty().subscribe(this::showSelection),
            toolbar.gridShown().subscribe(this::showGrid));
  }

  /// The pairs of maps from top to bottom, for tests that point at them.
  List<MapPair> pairs() {
    return pairs;
  }

  @Override
  public Optional<NamedSystem> selectedSystem() {
    return model.selectedSystem();
  }

  /// Drops the view's subscriptions; the model stays open.
  @Override
  public void close() {
    changes.unsubscribe();
    toolbar.close();
    scrubber.close();
    readout.close();
    pairs.forEach(MapPair::close);
  }

  private static Node scrolling(VBox rows) {
    ScrollPane pane = new ScrollPane(rows);
    pane.setFitToWidth(true);
    pane.setFitToHeight(true);
    pane.getStyleClass().add("pole-maps");
    return pane;
  }

  private void showMaps(List<PoleMapData> maps) {
    while (pairs.size() > maps.size()) {
      MapPair last = pairs.removeLast();
      rows.getChildren().remove(last);
      last.close();
    }
    while (pairs.size() < maps.size()) {
      MapPair pair = new MapPair(model, theme, readout::tellPseudospectrum);
      pair.setGridShown(toolbar.gridShown().get());
      VBox.setVgrow(pair, Priority.ALWAYS);
      pairs.add(pair);
      rows.getChildren().add(pair);
    }
    for (int i = 0; i < maps.size(); i++) {
      pairs.get(i).show(maps.get(i));
    }
    empty.setVisible(maps.stream().allMatch(map -> map.s().now().size() == 0));
    showSelection();
  }

  private void showSelection() {
    pairs.forEach(MapPair::showSelection);
  }

  private void showGrid() {
    pairs.forEach(pair -> pair.setGridShown(toolbar.gridShown().get()));
  }

  private void scrub(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> model.moveBySnapshots(-1);
      case RIGHT -> model.moveBySnapshots(1);
      default -> {
        return;
      }
    }
    event.consume();
  }
}
