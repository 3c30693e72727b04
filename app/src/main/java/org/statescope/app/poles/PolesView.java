package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.export.SystemHolder;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.texts.Texts;

/// The pole maps of the shown runs, their filter, their step scrubber, the read-out of the selected
/// pole, and below the maps the tables of the selected poles and of crossings.
public final class PolesView extends BorderPane implements SystemHolder, AutoCloseable {
  private final PolesModel model;
  private final ChartTheme theme;
  private final VBox rows = new VBox();
  private final Label empty = new Label(Texts.text("poles.empty"));
  private final PolesToolbar toolbar;
  private final PoleFilterBar filter;
  private final StepScrubber scrubber;
  private final PoleReadoutPane readout;
  private final Optional<PolesTray> tray;
  private final List<MapPair> pairs = new ArrayList<>();
  private final Subscription changes;
  private Optional<Crossing> going = Optional.empty();

  /// Maps without tables below them.
  public PolesView(PolesModel model, ChartTheme theme) {
    this(model, theme, Optional.empty());
  }

  /// @param export writes a table under a title
  public PolesView(PolesModel model, ChartTheme theme, BiConsumer<String, FigureTable> export) {
    this(model, theme, Optional.of(export));
  }

  private PolesView(
      PolesModel model, ChartTheme theme, Optional<BiConsumer<String, FigureTable>> export) {
    this.model = model;
    this.theme = theme;
    getStyleClass().add("poles");
    toolbar =
        new PolesToolbar(
            model,
            theme,
            () -> pairs.forEach(MapPair::zoomToPoles),
            () -> pairs.forEach(MapPair::showAll));
    filter = new PoleFilterBar(model);
    scrubber = new StepScrubber(model);
    readout = new PoleReadoutPane(model, theme);
    tray = export.map(to -> new PolesTray(model, this::centre, this::go, to));
    empty.setWrapText(true);
    BorderPane middle = new BorderPane(new StackPane(scrolling(rows), empty));
    tray.ifPresent(middle::setBottom);
    setTop(new VBox(toolbar));
    setCenter(middle);
    setRight(readout);
    setBottom(scrubber);
    addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    changes =
        Subscription.combine(
            model.mapsProperty().subscribe(this::showMaps),
            model.selectedProperty().subscribe(this::showSelection),
            model.selection().polesProperty().subscribe(this::showSelection),
            toolbar.filterShown().subscribe(this::showFilter),
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
    filter.close();
    tray.ifPresent(PolesTray::close);
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
      MapPair pair =
          new MapPair(
              model,
              theme,
              readout::tellPseudospectrum,
              tray.map(tables -> tables::showCrossingsTable));
      pair.setGridShown(toolbar.gridShown().get());
      VBox.setVgrow(pair, Priority.ALWAYS);
      pairs.add(pair);
      rows.getChildren().add(pair);
    }
    for (int i = 0; i < maps.size(); i++) {
      pairs.get(i).show(maps.get(i));
    }
    boolean any = maps.stream().anyMatch(map -> map.shown() > 0);
    boolean hidden = maps.stream().anyMatch(map -> map.all() > map.leftOut());
    empty.setVisible(!any);
    empty.setText(Texts.text(hidden ? "poles.filter.none" : "poles.empty"));
    showSelection();
    arrive();
  }

  private void showSelection() {
    pairs.forEach(MapPair::showSelection);
  }

  private void showGrid() {
    pairs.forEach(pair -> pair.setGridShown(toolbar.gridShown().get()));
  }

  private void showFilter() {
    VBox top = (VBox) toolbar.getParent();
    if (top != null) {
      top.getChildren().setAll(toolbar);
      if (toolbar.filterShown().get()) {
        top.getChildren().add(filter);
      }
    }
  }

  private void centre(SelectedPole pole) {
    pairs.forEach(pair -> pair.centre(pole));
  }

  /// Goes to the step of a crossing, and brings its pole into the middle when the maps are there.
  private void go(Crossing crossing) {
    model.cursor().moveTo(crossing.after());
    model.selection().only(crossing.selected());
    going = Optional.of(crossing);
    arrive();
  }

  private void arrive() {
    going
        .filter(
            crossing ->
                model.frames().stream()
                    .filter(run -> run.run().folder().equals(crossing.run()))
                    .flatMap(run -> run.now().stream())
                    .anyMatch(now -> now.step() == crossing.after()))
        .ifPresent(
            crossing -> {
              going = Optional.empty();
              centre(crossing.selected());
            });
  }

  private void press(KeyEvent event) {
    boolean elsewhere =
        event.getTarget() instanceof TextInputControl || event.getTarget() instanceof TableView;
    switch (event.getCode()) {
      case ESCAPE -> model.selection().clear();
      case LEFT -> {
        if (elsewhere) {
          return;
        }
        model.moveBySnapshots(-1);
      }
      case RIGHT -> {
        if (elsewhere) {
          return;
        }
        model.moveBySnapshots(1);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }
}
