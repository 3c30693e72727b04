package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.SsmStructure;

/// A user filters the poles, selects several of them, and follows what crossed.
final class PoleSelectionViewTest {
  private final List<FigureTable> written = new ArrayList<>();
  private TwoRunsOnScreen screen;
  private StepCursor cursor;
  private PolesModel model;
  private PolesView view;
  private ChartTheme theme;
  private Stage stage;
  private RunFolder mamba;
  private RunFolder companion;

  @BeforeEach
  void twoRuns(@TempDir Path root) throws Exception {
    screen = new TwoRunsOnScreen(root, 1280, 860, (title, table) -> written.add(table));
    mamba = screen.mamba;
    companion = screen.companion;
    cursor = screen.cursor;
    model = screen.model;
    view = screen.view;
    theme = screen.theme;
    stage = screen.stage;
  }

  @AfterEach
  void close() {
    screen.close();
  }

  @Test
  void clicksWithControlSelectPolesOfBothRunsAndBothPlanesIntoOneTable() {
    clickMore(view.pairs().get(1).sPlane(), 5);
    clickMore(view.pairs().get(1).zPlane(), 40);
    int third = clickMore(view.pairs().get(0).zPlane(), 4096 + 17 * 16 + 4);
    Set<SelectedPole> expected =
        Set.of(
            new SelectedPole(companion.path(), 5),
            new SelectedPole(companion.path(), 40),
            new SelectedPole(mamba.path(), third));
    assertEquals(expected, selected());
    Fx.waitUntil("the table has three rows", 10, () -> rows().size() == 3);
    assertEquals(
        expected, new HashSet<>(Fx.on(() -> rows().stream().map(row -> row.pole()).toList())));
    assertEquals("Selected: 3", Fx.on(() -> ((ButtonBase) find("poles-selection")).getText()));
    clickMore(view.pairs().get(1).sPlane(), 5);
    assertEquals(2, selected().size(), "a second click takes it away");
    press(view.pairs().get(0).sPlane(), KeyCode.ESCAPE, false);
    assertEquals(Set.of(), selected());
    assertEquals(Optional.empty(), Fx.on(() -> model.selectedProperty().get()));
    Fx.waitUntil("the table is empty", 10, () -> rows().isEmpty());
  }

  @Test
  void aBoxSelectsWhatIsInItAndTheSelectionStaysWhenTheStepMoves() {
    PoleMapPlot map = view.pairs().get(1).sPlane();
    Fx.run(
        () -> {
          var area = map.dataArea();
          Pointer.box(
              map, area.getMinX() + 1, area.getMinY() + 1, area.getMaxX() - 1, map.pixelOfY(0));
        });
    assertEquals(32, selected().size(), "the upper half");
    Fx.waitUntil("the table follows", 10, () -> rows().size() == 32);
    double before = Fx.on(() -> rows().getFirst().readout().s().pole().real());
    SelectedPole first = Fx.on(() -> rows().getFirst().pole());
    Fx.run(() -> cursor.moveTo(0));
    Fx.waitUntil(
        "the rows are those of step 0",
        10,
        () -> rows().size() == 32 && rows().getFirst().readout().step() == 0);
    assertEquals(first, Fx.on(() -> rows().getFirst().pole()));
    assertTrue(Fx.on(() -> rows().getFirst().readout().s().pole().real()) != before);
    assertEquals(32, selected().size());
  }

  @Test
  void tooManyPolesInABoxAreCountedAndNotHidden() {
    PoleMapPlot map = view.pairs().get(0).sPlane();
    Fx.run(
        () -> {
          var area = map.dataArea();
          Pointer.box(
              map, area.getMinX() + 1, area.getMinY() + 1, area.getMaxX() - 1, area.getMaxY() - 1);
        });
    assertEquals(PoleSelection.MOST, selected().size());
    Fx.waitUntil(
        "the words count the others",
        20,
        () -> ((Label) find("selection-words")).getText().contains("11,384 more"));
  }

  @Test
  void aRowBringsItsPoleIntoTheMiddleOfBothMaps() {
    clickMore(view.pairs().get(1).sPlane(), 5);
    clickMore(view.pairs().get(1).sPlane(), 9);
    Fx.waitUntil("the table has both", 10, () -> rows().size() == 2);
    Fx.run(() -> table().getSelectionModel().select(0));
    PoleMapPlot map = view.pairs().get(1).sPlane();
    SelectedPole pole = Fx.on(() -> rows().getFirst().pole());
    assertEquals(Optional.of(pole), Fx.on(() -> model.selectedProperty().get()));
    assertEquals(2, selected().size(), "the selection stays");
    Fx.waitUntil(
        "the pole is in the middle",
        10,
        () ->
            Math.abs(
                        map.pixelOfX(map.scene().now().real()[pole.pole()])
                            - map.dataArea().getCenterX())
                    < 1
                && Math.abs(
                        map.pixelOfY(map.scene().now().imaginary()[pole.pole()])
                            - map.dataArea().getCenterY())
                    < 1);
  }

  @Test
  void theTableGoesToCsvAsItIsSorted() {
    for (int pole : new int[] {5, 9, 40}) {
      clickMore(view.pairs().get(1).sPlane(), pole);
    }
    Fx.waitUntil("the table has all", 10, () -> rows().size() == 3);
    Fx.run(
        () -> {
          table().getSortOrder().setAll(List.of(table().getColumns().get(8)));
          table().sort();
          ((ButtonBase) find("poles-tray-csv")).fire();
        });
    List<List<String>> lines = new ArrayList<>();
    written.getFirst().rows(lines::add);
    int memory = written.getFirst().header().indexOf("memory_tokens");
    List<Double> values = lines.stream().map(line -> Double.valueOf(line.get(memory))).toList();
    assertEquals(3, values.size());
    assertEquals(values.stream().sorted().toList(), values);
    assertTrue(lines.stream().allMatch(line -> line.size() == written.getFirst().header().size()));
  }

  @Test
  void theFilterSaysHowManyPolesItShowsAndLetsAllBackIn() {
    Fx.waitUntil("all are counted", 10, () -> count().equals("16,448 poles"));
    Fx.run(
        () -> {
          ((ButtonBase) find("poles-filter")).fire();
          view.applyCss();
          ((TextField) find("poles-filter-channels-least")).setText("3");
          ((TextField) find("poles-filter-channels-most")).setText("4");
        });
    Fx.waitUntil("few are shown", 10, () -> count().equals("192 of 16,448 poles shown"));
    assertEquals(128, Fx.on(() -> view.pairs().get(0).sPlane().scene().now().size()));
    assertEquals(
        128, Fx.on(() -> view.pairs().get(0).zPlane().scene().past().getFirst().size()), "trails");
    Fx.run(() -> ((TextField) find("poles-filter-channels-most")).setText("2"));
    assertEquals(
        new Bounds(3, 4), Fx.on(() -> model.filterProperty().get().channels()), "3 … 2 is none");
    Fx.run(() -> ((TextField) find("poles-filter-margins-least")).setText("1000"));
    Fx.waitUntil("none is left", 10, () -> count().equals("0 of 16,448 poles shown"));
    Fx.run(() -> ((ButtonBase) find("poles-filter-reset")).fire());
    Fx.waitUntil("all are back", 10, () -> count().equals("16,448 poles"));
    assertEquals("", Fx.on(() -> ((TextField) find("poles-filter-channels-least")).getText()));
  }

  @Test
  void aCrossingIsNewUntilTheListIsOpenedAndLeadsToItsPole() throws Exception {
    Path third = mamba.path().resolveSibling("crossing");
    CrossingsTest.write(third, 0, SsmStructure.MAMBA, new double[] {-1, -2, -3, -4}, new double[4]);
    CrossingsTest.write(
        third, 600, SsmStructure.MAMBA, new double[] {-1, -2, 0.5, -4}, new double[4]);
    CrossingsTest.write(
        third, 1200, SsmStructure.MAMBA, new double[] {-1, -2, 0.7, -4}, new double[4]);
    Fx.run(() -> model.runs().setAll(new ShownRun(third, "unstable", 2)));
    Fx.waitUntil("it is told", 20, () -> model.alarms().unreadProperty().get() == 1);
    assertEquals("1 new", Fx.on(() -> ((Label) find("crossings-unread")).getText()));
    Fx.run(() -> ((ButtonBase) find("poles-crossings")).fire());
    assertEquals(0, Fx.on(() -> model.alarms().unreadProperty().get()));
    assertFalse(Fx.on(() -> find("crossings-unread").isVisible()));
    Fx.waitUntil("the maps are there", 10, () -> view.pairs().size() == 1);
    Fx.run(() -> crossings().getSelectionModel().select(0));
    assertEquals(600, Fx.on(() -> cursor.step()));
    assertEquals(
        Optional.of(new SelectedPole(third, 2)), Fx.on(() -> model.selectedProperty().get()));
    PoleMapPlot map = view.pairs().getFirst().sPlane();
    Fx.waitUntil(
        "its pole is in the middle",
        10,
        () ->
            map.scene().now().size() == 4
                && Math.abs(map.pixelOfX(0.5) - map.dataArea().getCenterX()) < 1);
    Fx.run(() -> ((TextField) find("crossings-boundary")).setText("0.6"));
    Fx.waitUntil(
        "the other margin is crossed as well", 10, () -> crossings().getItems().size() == 1);
    Screenshots.save(stage, "poles-crossings-light");
    Fx.run(() -> ((TextField) find("crossings-boundary")).setText("5"));
    Fx.waitUntil("no pole crossed that", 10, () -> crossings().getItems().isEmpty());
  }

  @Test
  void picturesInBothThemesAndAllWidths() throws Exception {
    PoleMapPlot map = view.pairs().get(1).sPlane();
    Fx.run(
        () -> {
          ((ButtonBase) find("poles-filter")).fire();
          Pointer.box(
              map,
              map.dataArea().getMinX() + 1,
              map.dataArea().getMinY() + 1,
              map.pixelOfX(-0.5),
              map.pixelOfY(0));
        });
    clickMore(view.pairs().get(0).sPlane(), 4000);
    for (boolean dark : new boolean[] {false, true}) {
      if (dark) {
        Screenshots.darken(theme);
      }
      for (int width : new int[] {1100, 1280, 1600}) {
        Fx.run(() -> stage.setWidth(width));
        Thread.sleep(600);
        Screenshots.save(stage, "poles-selection-" + width + (dark ? "-dark" : "-light"));
      }
    }
    Fx.run(() -> model.filterProperty().set(PoleFilter.ALL.withTimeConstants(new Bounds(20, 90))));
    Thread.sleep(600);
    Screenshots.save(stage, "poles-filtered-dark");
  }

  private int clickMore(PoleMapPlot map, int pole) {
    return Fx.on(
        () -> {
          double x = map.pixelOfX(map.scene().now().real()[pole]);
          double y = map.pixelOfY(map.scene().now().imaginary()[pole]);
          int nearest = map.poleAt(x, y).orElseThrow();
          Pointer.clickMore(map, x, y);
          return nearest;
        });
  }

  private static void press(Node node, KeyCode key, boolean shift) {
    Fx.run(
        () ->
            Event.fireEvent(
                node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, false, false, false)));
  }

  private Set<SelectedPole> selected() {
    return Fx.on(() -> new HashSet<>(model.selection().polesProperty().get()));
  }

  private Node find(String id) {
    return java.util.Objects.requireNonNull(view.lookup("#" + id), id);
  }

  @SuppressWarnings("unchecked")
  private TableView<SelectedPoles.Row> table() {
    return (TableView<SelectedPoles.Row>) find("selection-table");
  }

  private List<SelectedPoles.Row> rows() {
    return table().getItems();
  }

  @SuppressWarnings("unchecked")
  private TableView<CrossingReport.Entry> crossings() {
    return (TableView<CrossingReport.Entry>) find("crossings-table");
  }

  private String count() {
    return ((Label) find("poles-count")).getText();
  }
}
