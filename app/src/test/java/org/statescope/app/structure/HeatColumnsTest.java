package org.statescope.app.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatMapPlot;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.PolesModel;
import org.statescope.training.run.RunFolder;

/// A user compares the heat maps of three runs: two of as many channels, one of shared systems.
final class HeatColumnsTest {
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private final List<ShownRun> runs = new ArrayList<>();
  @TempDir private Path root;
  private PolesModel poles;
  private BackgroundTasks tasks;
  private StructureModel model;
  private HeatColumns view;
  private ChartTheme theme;
  private Stage stage;

  @BeforeEach
  void threeRuns() throws Exception {
    add("mamba-tiny", "mamba one", 1);
    add("mamba-tiny", "mamba two", 3);
    add("sc-mamba-tiny", "sc-mamba", 2);
    Fx.run(
        () -> {
          StepCursor cursor = new StepCursor();
          cursor.newest(400);
          tasks = new BackgroundTasks(failure -> {});
          poles = new PolesModel(cursor, background, Platform::runLater);
          model = new StructureModel(poles, tasks);
          poles.runs().addAll(runs);
          model.runs().addAll(runs);
          theme = new ChartTheme();
          view = new HeatColumns(model, theme);
        });
    stage = Screenshots.show(view, 900, 520, false);
    waitForMaps(3);
  }

  private void add(String preset, String name, long seed) throws Exception {
    RunFolder folder = SampleRuns.create(root, preset, 1, seed);
    SampleRuns.writeDynamics(folder, seed, 0, 400);
    runs.add(new ShownRun(folder.path(), name, runs.size()));
  }

  private void waitForMaps(int count) {
    Fx.waitUntil(
        "every run has its heat map",
        60,
        () ->
            view.columns().size() == count
                && view.columns().stream()
                    .allMatch(
                        column ->
                            column.map().scene().rows() > 0 && !column.map().dataArea().isEmpty()));
  }

  @AfterEach
  void close() {
    Fx.run(
        () -> {
          view.close();
          model.close();
          poles.close();
          tasks.close();
          stage.close();
        });
    background.shutdown();
  }

  @Test
  void allMapsAreOnTheScaleOfAllRuns() {
    for (Quantity quantity : new Quantity[] {Quantity.CONTROLLABILITY, Quantity.STABILITY}) {
      choose(quantity);
      List<RunCensus> censuses = Fx.on(() -> model.censusesProperty().get());
      HeatScale scale = HeatScale.of(quantity, censuses);
      for (int i = 0; i < 3; i++) {
        int run = i;
        assertArrayEquals(
            scale.positions(censuses.get(i)), Fx.on(() -> map(run).scene().positions()));
      }
      assertNotEquals(scale, HeatScale.of(quantity, censuses.subList(2, 3)));
    }
  }

  @Test
  void thePointerReadsTheSamePlaceOfEveryRun() {
    Fx.run(() -> Pointer.move(map(0), map(0).pixelOfX(17), map(0).pixelOfY(2)));
    assertTrue(Fx.on(() -> words(0)).endsWith("layer 2, channel 17"), Fx.on(() -> words(0)));
    assertTrue(Fx.on(() -> words(1)).endsWith("layer 2, channel 17"), Fx.on(() -> words(1)));
    assertTrue(Fx.on(() -> words(2)).contains("layer 2, all"), Fx.on(() -> words(2)));
    assertNotEquals(Fx.on(() -> words(0)), Fx.on(() -> words(1)), "but each has its own value");
  }

  @Test
  void aClickSelectsTheSamePlaceOfEveryRun() {
    Fx.run(() -> Pointer.click(map(1), map(1).pixelOfX(40), map(1).pixelOfY(1)));
    assertEquals(
        Optional.of(new SelectedSystem(runs.get(1).folder(), 1, 40)),
        Fx.on(() -> model.selectedProperty().get()));
    Fx.run(() -> Pointer.move(map(1), 1, 1));
    for (int run = 0; run < 2; run++) {
      int here = run;
      assertTrue(Fx.on(() -> words(here)).endsWith("layer 1, channel 40"));
    }
  }

  @Test
  void zoomIsSharedAndShowsTheSameChannels() {
    double before = Fx.on(() -> left(1));
    Fx.run(() -> Pointer.wheel(map(0), map(0).pixelOfX(100), map(0).pixelOfY(1), 400));
    Fx.waitUntil("the other map is zoomed", 10, () -> left(1) > before + 10);
    Fx.waitUntil("to the same", 10, () -> Math.abs(left(0) - left(1)) < 1e-6);
    assertEquals(-0.5, Fx.on(() -> left(2)), 1e-6, "one system for all has nothing to zoom into");
    Fx.run(() -> Pointer.doubleClick(map(1), map(1).pixelOfX(100), map(1).pixelOfY(1)));
    Fx.waitUntil("all is shown", 10, () -> left(0) == before && left(1) == before);
  }

  @Test
  void twelveRunsStandInColumnsThatGoOnBelow() throws Exception {
    for (int i = 3; i < 12; i++) {
      add("sc-mamba-tiny", "run " + i, i);
    }
    Fx.run(
        () -> {
          poles.runs().setAll(runs);
          model.runs().setAll(runs);
        });
    waitForMaps(12);
    Fx.run(() -> stage.setWidth(400));
    Fx.waitUntil(
        "two columns",
        10,
        () -> view.columns().stream().map(column -> column.getLayoutX()).distinct().count() == 2);
    assertTrue(
        Fx.on(
            () ->
                view.columns().stream()
                    .allMatch(column -> column.getLayoutX() + column.getWidth() <= 400)));
    Screenshots.save(stage, "compare-maps-12-light");
  }

  @Test
  void picturesInBothThemes() throws Exception {
    Fx.run(
        () -> {
          Pointer.click(map(1), map(1).pixelOfX(40), map(1).pixelOfY(1));
          Pointer.move(map(0), map(0).pixelOfX(17), map(0).pixelOfY(2));
        });
    Thread.sleep(500);
    Screenshots.save(stage, "compare-maps-light");
    choose(Quantity.HANKEL);
    Screenshots.darken(theme);
    Thread.sleep(500);
    Screenshots.save(stage, "compare-maps-dark");
  }

  private void choose(Quantity quantity) {
    Fx.run(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<Quantity> box = (ComboBox<Quantity>) view.lookup("#compare-quantity");
          box.setValue(quantity);
        });
  }

  private HeatMapPlot map(int run) {
    return view.columns().get(run).map();
  }

  private String words(int run) {
    return view.columns().get(run).valueWords();
  }

  private double left(int run) {
    return map(run).valueAtX(map(run).dataArea().getMinX());
  }
}
