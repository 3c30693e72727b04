package org.statescope.app.structure;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.export.SystemHolder;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatMapPlot;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Backstage;

/// Heat maps of the shown runs, the census beside them, and below them the evidence for the chosen
/// system.
public final class StructureView extends BorderPane implements SystemHolder, AutoCloseable {
  private static final double SHARE_OF_MAPS = 0.46;

  private final StructureModel model;
  private final BackgroundTasks tasks;
  private final StructureToolbar toolbar;
  private final HeatMaps maps;
  private final SystemPane system;
  private final CensusPane census;
  private final StackPane upper;
  private final Subscription changes;

  public StructureView(StructureModel model, BackgroundTasks tasks, ChartTheme theme) {
    this.model = model;
    this.tasks = tasks;
    getStyleClass().add("structure");
    toolbar = new StructureToolbar(model, theme, this::askForTable);
    maps = new HeatMaps(model, theme);
    system = new SystemPane(model, theme);
    census = new CensusPane(model, theme);
    upper = new StackPane(maps);
    upper.setMinHeight(120);
    SplitPane split = new SplitPane(upper, system);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(SHARE_OF_MAPS);
    setTop(toolbar);
    setCenter(split);
    setRight(census);
    changes =
        Subscription.combine(
            sceneProperty()
                .subscribe(scene -> model.openProperty().set(Backstage.isOnStage(scene))),
            model.countingProperty().subscribe(this::showActivity),
            model.censusesProperty().subscribe(this::showActivity));
    showActivity();
  }

  /// The heat maps from top to bottom, for tests that point at them.
  List<HeatMapPlot> heatMaps() {
    return maps.maps();
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
    maps.close();
    system.close();
    census.close();
  }

  /// Writes the heat maps as a table.
  void write(Path file) {
    List<RunCensus> runs = model.censusesProperty().get();
    double tolerance = model.negligibleProperty().get();
    tasks.run(
        Texts.text("structure.task.export"),
        progress -> {
          HeatMapTable.write(file, runs, tolerance);
          return file;
        },
        written -> {});
  }

  private void askForTable() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.text("structure.export.help"));
    chooser.setInitialFileName("structure.csv");
    File chosen = chooser.showSaveDialog(getScene().getWindow());
    if (chosen != null) {
      write(chosen.toPath());
    }
  }

  private void showActivity() {
    Node over =
        switch (model.countingProperty().get()) {
          case AT_REST -> null;
          case COMPUTING -> model.censusesProperty().get().isEmpty() ? waiting() : null;
          case CANCELLED -> SystemPane.cancelled(model);
        };
    maps.setVisible(over == null);
    upper.getChildren().setAll(maps);
    if (over != null) {
      upper.getChildren().add(over);
    }
  }

  private static Node waiting() {
    ProgressIndicator wheel = new ProgressIndicator();
    wheel.setMaxSize(32, 32);
    return new Label(Texts.text("structure.counting"), wheel);
  }
}
