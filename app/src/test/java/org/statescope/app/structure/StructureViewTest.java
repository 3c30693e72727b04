package org.statescope.app.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.BarPlot;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.HeatMapPlot;
import org.statescope.app.plot.HeatScene;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.poles.PolesModel;
import org.statescope.app.poles.SelectedPole;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.dynamics.DynamicsFolder;

/// What a user does on the page of structure, with a run of a diagonal and one of a shared A.
final class StructureViewTest {
  private static final long[] STEPS = {0, 100, 400, 1200};

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  @TempDir private Path root;
  private StepCursor cursor;
  private PolesModel poles;
  private BackgroundTasks tasks;
  private StructureModel model;
  private StructureView view;
  private ChartTheme theme;
  private Stage stage;
  private RunFolder mamba;
  private RunFolder companion;

  @BeforeEach
  void twoRuns() throws Exception {
    mamba = SampleRuns.create(root, "mamba-tiny", 1, 1);
    companion = SampleRuns.create(root, "sc-mamba-tiny", 1, 2);
    SampleRuns.writeDynamics(mamba, 1, STEPS);
    SampleRuns.writeDynamics(companion, 2, STEPS);
    List<ShownRun> shown =
        List.of(
            new ShownRun(mamba.path(), "mamba", 0), new ShownRun(companion.path(), "sc-mamba", 1));
    Fx.run(
        () -> {
          cursor = new StepCursor();
          cursor.newest(1250);
          tasks = new BackgroundTasks(failure -> {});
          poles = new PolesModel(cursor, background, Platform::runLater);
          model = new StructureModel(poles, tasks);
          poles.runs().addAll(shown);
          model.runs().addAll(shown);
          theme = new ChartTheme();
          view = new StructureView(model, tasks, theme);
        });
    stage = Screenshots.show(view, 1100, 760, false);
    Fx.waitUntil(
        "both runs have their heat maps",
        30,
        () ->
            view.heatMaps().size() == 2
                && view.heatMaps().stream()
                    .allMatch(map -> map.scene().rows() > 0 && !map.dataArea().isEmpty())
                && steps().equals(List.of(1200L, 1200L)));
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
  void aCellStandsForAChannelOrForTheSharedSystemOfALayer() throws Exception {
    HeatScene own = Fx.on(() -> view.heatMaps().get(0).scene());
    HeatScene shared = Fx.on(() -> view.heatMaps().get(1).scene());
    int layers = mamba.configuration().model().layers();
    assertEquals(layers, own.rows());
    assertEquals(mamba.configuration().model().channels(), own.columns());
    assertEquals(companion.configuration().model().layers(), shared.rows());
    assertEquals(1, shared.columns());
  }

  @Test
  void aClickChoosesTheChannelHereAndOnThePoleMapsAndGivesItsVerdicts() throws Exception {
    clickOn(0, 1, 17);
    assertEquals(
        Optional.of(new SelectedSystem(mamba.path(), 1, 17)),
        Fx.on(() -> model.selectedProperty().get()));
    SelectedPole first =
        SelectedPole.of(mamba.path(), new DynamicsFolder(mamba.path()).read(1200), 1, 17, 0);
    assertEquals(Optional.of(first), Fx.on(() -> poles.selectedProperty().get()));
    SystemEvidence.Known known = evidence();
    assertEquals(17, known.subject().place().system());
    assertTrue(
        Fx.on(() -> text("structure-system")).contains("layer 1, channel 17"),
        Fx.on(() -> text("structure-system")));
    String verdicts = Fx.on(() -> words("structure-verdicts"));
    assertTrue(verdicts.contains("Stable: yes"), verdicts);
    assertTrue(verdicts.contains("Decided by"), verdicts);
  }

  @Test
  void aPoleChosenOnThePoleMapsChoosesItsSystemHere() throws Exception {
    SelectedPole pole =
        SelectedPole.of(companion.path(), new DynamicsFolder(companion.path()).read(1200), 2, 0, 5);
    Fx.run(() -> poles.selectedProperty().set(Optional.of(pole)));
    assertEquals(
        Optional.of(new SelectedSystem(companion.path(), 2, 0)),
        Fx.on(() -> model.selectedProperty().get()));
    assertTrue(evidence().isRebuilt());
    String verdicts = Fx.on(() -> words("structure-verdicts"));
    assertTrue(verdicts.contains("Controllable: yes"), verdicts);
    assertTrue(verdicts.contains("the structure of the matrices"), verdicts);
    assertEquals(
        Optional.of(pole),
        Fx.on(() -> poles.selectedProperty().get()),
        "following a pole does not choose another one");
  }

  @Test
  void theArrowKeysMoveTheChosenCell() throws Exception {
    clickOn(0, 1, 17);
    Fx.run(() -> press(view.heatMaps().getFirst(), KeyCode.RIGHT));
    Fx.run(() -> press(view.heatMaps().getFirst(), KeyCode.DOWN));
    assertEquals(
        Optional.of(new SelectedSystem(mamba.path(), 2, 18)),
        Fx.on(() -> model.selectedProperty().get()));
    for (int i = 0; i < 10; i++) {
      Fx.run(() -> press(view.heatMaps().getFirst(), KeyCode.DOWN));
    }
    assertEquals(
        mamba.configuration().model().layers() - 1,
        Fx.on(() -> model.selectedProperty().get().orElseThrow().layer()));
  }

  @Test
  void aToggleShowsAnotherQuantityWithItsUnit() {
    double[] before = Fx.on(() -> view.heatMaps().getFirst().scene().positions());
    Fx.run(() -> ((ToggleButton) view.lookup("#structure-stability")).fire());
    assertEquals(Quantity.STABILITY, Fx.on(() -> model.quantityProperty().get()));
    assertNotEquals(
        List.of(box(before)),
        List.of(box(Fx.on(() -> view.heatMaps().getFirst().scene().positions()))));
    assertTrue(Fx.on(() -> words("structure-legend")).contains("−max Re λ"));
    Fx.run(() -> ((ToggleButton) view.lookup("#structure-stability")).fire());
    assertTrue(
        Fx.on(() -> ((ToggleButton) view.lookup("#structure-stability")).isSelected()),
        "a second click leaves it shown");
  }

  @Test
  void draggingTheToleranceChangesTheRankThatItImplies() {
    clickOn(0, 1, 17);
    evidence();
    openTab(1);
    BarPlot plot = (BarPlot) Fx.on(() -> view.lookup("#structure-rank-control"));
    Fx.waitUntil("the plot is laid out", 10, () -> !plot.dataArea().isEmpty());
    String before = Fx.on(() -> text("structure-rank-control-implied"));
    double tolerance = Fx.on(() -> model.rankToleranceProperty().get());
    Fx.run(
        () -> {
          double x = plot.dataArea().getCenterX();
          Pointer.drag(
              plot,
              x,
              plot.pixelOfY(tolerance),
              x,
              plot.pixelOfY(Math.sqrt(tolerance)),
              MouseButton.PRIMARY,
              false);
        });
    double moved = Fx.on(() -> model.rankToleranceProperty().get());
    assertEquals(Math.log(Math.sqrt(tolerance)), Math.log(moved), 0.2);
    String after = Fx.on(() -> text("structure-rank-control-implied"));
    assertNotEquals(before, after);
    RankEvidence rank = evidence().reach();
    assertTrue(after.contains("rank " + rank.kalmanRank(moved) + " of"), after);
    assertTrue(rank.kalmanRank(moved) < rank.kalmanRank(tolerance) + 1);
    Fx.run(() -> press(plot, KeyCode.DOWN));
    assertTrue(Fx.on(() -> model.rankToleranceProperty().get()) < moved);
  }

  @Test
  void theCensusCountsWithTheTypedToleranceAndListsWhich() {
    Fx.run(() -> type("structure-negligible", "1e-9"));
    long few = near();
    Fx.run(() -> type("structure-negligible", "0.5"));
    assertTrue(near() > few, few + " and then " + near());
    Fx.run(() -> type("structure-negligible", "2"));
    assertEquals(0.5, Fx.on(() -> model.negligibleProperty().get()), "no share is above 1");
    Fx.run(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<CensusClass> choice = (ComboBox<CensusClass>) view.lookup("#structure-class");
          choice.setValue(CensusClass.NEAR_CANCELLED);
        });
    ListView<?> which = (ListView<?>) Fx.on(() -> view.lookup("#structure-which"));
    assertFalse(Fx.on(() -> which.getItems().isEmpty()));
    Fx.run(() -> which.getSelectionModel().select(3));
    assertEquals(
        Fx.on(() -> Optional.of(which.getItems().get(3))),
        Fx.on(() -> model.selectedProperty().get()));
  }

  @Test
  void theStepOfTheCursorChoosesTheSnapshot() {
    Fx.run(() -> cursor.moveTo(170));
    Fx.waitUntil(
        "both maps show the snapshot before it", 20, () -> steps().equals(List.of(100L, 100L)));
  }

  @Test
  void theHeatMapsAreWrittenAsATable() throws Exception {
    Path file = root.resolve("structure.csv");
    Fx.run(() -> view.write(file));
    Fx.waitUntil("it is written", 10, () -> tasks.running().isEmpty() && Files.exists(file));
    List<String> lines = Files.readAllLines(file);
    int systems =
        mamba.configuration().model().layers() * mamba.configuration().model().channels()
            + companion.configuration().model().layers();
    assertEquals(1 + systems, lines.size());
    String[] head = lines.getFirst().split(",");
    String[] first = lines.get(1).split(",", -1);
    assertEquals(head.length, first.length);
    double margin =
        Fx.on(() -> model.censusesProperty().get().getFirst().system(0, 0).orElseThrow().margin());
    assertEquals(Double.toString(margin), first[List.of(head).indexOf("stability_margin")]);
  }

  @Test
  void aCancelledAnalysisSaysSoAndIsTakenUpAgain() {
    Fx.run(
        () -> {
          model.select(new SelectedSystem(companion.path(), 0, 0));
          List.copyOf(tasks.running()).forEach(task -> task.cancel());
        });
    assertEquals(StructureModel.Activity.CANCELLED, Fx.on(() -> model.analysingProperty().get()));
    Fx.run(() -> ((javafx.scene.control.Button) view.lookup("#structure-again")).fire());
    assertEquals(0, evidence().subject().place().layer());
  }

  @Test
  void picturesInBothThemesAndOfEveryTab() throws Exception {
    clickOn(0, 1, 17);
    evidence();
    for (String name : new String[] {"light", "dark"}) {
      if (name.equals("dark")) {
        Screenshots.darken(theme);
      }
      for (int tab = 0; tab < 5; tab++) {
        openTab(tab);
        Thread.sleep(200);
        Screenshots.save(stage, "structure-" + tab + "-" + name);
      }
    }
  }

  private void clickOn(int map, int row, int column) {
    Fx.run(
        () -> {
          HeatMapPlot plot = view.heatMaps().get(map);
          Pointer.click(plot, plot.pixelOfX(column), plot.pixelOfY(row));
        });
  }

  private SystemEvidence.Known evidence() {
    Fx.waitUntil("the system is analysed", 60, () -> model.evidenceProperty().get().isPresent());
    Fx.waitUntil(
        "the verdicts have come into the scene",
        10,
        () -> view.lookup("#structure-verdicts") != null);
    return assertInstanceOf(
        SystemEvidence.Known.class, Fx.on(() -> model.evidenceProperty().get().orElseThrow()));
  }

  private void openTab(int index) {
    Fx.run(() -> ((TabPane) view.lookup("#structure-tabs")).getSelectionModel().select(index));
    Fx.run(() -> view.layout());
  }

  private List<Long> steps() {
    return model.censusesProperty().get().stream()
        .map(run -> run.snapshot().orElseThrow().step())
        .toList();
  }

  private long near() {
    return Fx.on(
        () ->
            model.censusesProperty().get().stream()
                .mapToLong(
                    run -> CensusCounts.of(run, model.negligibleProperty().get()).negligible())
                .sum());
  }

  private void type(String id, String words) {
    TextField field = (TextField) view.lookup("#" + id);
    field.setText(words);
    field.getOnAction().handle(new javafx.event.ActionEvent());
  }

  private String text(String id) {
    return ((Labeled) view.lookup("#" + id)).getText();
  }

  private String words(String id) {
    return String.join(
        " ",
        view.lookup("#" + id).lookupAll(".label").stream()
            .map(label -> ((Labeled) label).getText())
            .toList());
  }

  private static List<Double> box(double[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  private static void press(javafx.scene.Node node, KeyCode code) {
    Event.fireEvent(
        node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }
}
