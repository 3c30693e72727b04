package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.GridPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;

/// Twelve runs beside one another on the page of the comparison, in both themes.
class CompareManyTest {
  private static final int RUNS = 12;

  @TempDir Path folder;

  @Test
  void twelveRunsAreReadableAndTheirPolesArePaired() throws IOException {
    Path runs = folder.resolve("runs");
    for (int seed = 1; seed <= RUNS / 2; seed++) {
      for (String preset : List.of("mamba-tiny", "sc-mamba-tiny")) {
        RunConfiguration configuration = Presets.get(preset);
        SampleRuns.write(
            runs, configuration.toBuilder().name(preset + "-" + seed).seed(seed).build(), 300);
      }
    }
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("all runs are listed", 20, () -> list.getItems().size() == RUNS);
      Fx.run(
          () ->
              list.getItems().stream()
                  .map(RunEntry.class::cast)
                  .forEach(run -> run.tickedProperty().set(true)));
      desk.press("page-compare");
      Fx.waitUntil("the comparison is shown", 20, () -> desk.isShown("compare-curves"));
      for (String theme : new String[] {"light", "dark"}) {
        desk.shortcut("Shortcut+T");
        desk.press("compare-curves");
        desk.picture("compare-twelve-" + theme);
        desk.press("compare-pairs");
        Fx.waitUntil("poles are paired", 20, () -> isPaired(desk));
        desk.picture("compare-pairs-" + theme);
      }
      numbersChangeInTheirLabels(desk);
      assertNumbersAreWhole(desk);
      assertKeysStayInSight(desk);
      pairsFollowTheChoice(desk);
    }
  }

  private static boolean isPaired(Desk desk) {
    return desk.find("pairs-words", Label.class).getText().contains("mean distance");
  }

  /// A new step changes words, not labels: styling new ones would hold up the JavaFX thread.
  private static void numbersChangeInTheirLabels(Desk desk) {
    GridPane metrics = desk.find("metrics", GridPane.class);
    List<Node> labels = Fx.on(() -> List.copyOf(metrics.getChildren()));
    List<String> before = words(labels);
    desk.shortcut("Alt+Left");
    desk.shortcut("Alt+Left");
    Fx.waitUntil("another step is compared", 20, () -> !words(labels).equals(before));
    assertEquals(labels, Fx.on(() -> List.copyOf(metrics.getChildren())));
    desk.shortcut("Alt+End");
    Fx.waitUntil("the newest step is compared", 20, () -> words(labels).equals(before));
  }

  private static List<String> words(List<Node> labels) {
    return Fx.on(() -> labels.stream().map(label -> ((Label) label).getText()).toList());
  }

  /// Every number is as wide as its digits: more runs than fit are reached by scrolling.
  private static void assertNumbersAreWhole(Desk desk) {
    GridPane metrics = desk.find("metrics", GridPane.class);
    Set<Node> numbers = Fx.on(() -> metrics.lookupAll(".table-number"));
    assertEquals(RUNS * 4 * 3, numbers.size(), "four metrics at three points");
    for (Node number : numbers) {
      assertTrue(
          Fx.on(() -> ((Label) number).getWidth() >= Math.floor(number.prefWidth(-1))),
          "a number is cut");
    }
    Set<Node> names = Fx.on(() -> metrics.lookupAll(".table-run"));
    for (Node name : names) {
      assertTrue(Fx.on(() -> ((Label) name).getWidth() >= 56), "a name has no room");
    }
  }

  private static void assertKeysStayInSight(Desk desk) throws IOException {
    GridPane metrics = desk.find("metrics", GridPane.class);
    Node key = Fx.on(() -> metrics.lookup(".table-key"));
    Node lastName = Fx.on(() -> List.copyOf(metrics.lookupAll(".table-run")).getLast());
    double before = Fx.on(() -> key.localToScene(0, 0).getX());
    ScrollPane pane = Fx.on(() -> (ScrollPane) metrics.getParent().getParent().getParent());
    double end = Fx.on(() -> pane.localToScene(pane.getLayoutBounds()).getMaxX());
    assertTrue(Fx.on(() -> lastName.localToScene(0, 0).getX()) > end, "twelve need scrolling");
    Fx.run(
        () -> {
          pane.setHvalue(1);
          ScrollPane page = (ScrollPane) desk.stage().getScene().lookup(".compare .scroll-pane");
          page.setVvalue(1);
        });
    desk.picture("compare-twelve-scrolled");
    assertEquals(before, Fx.on(() -> key.localToScene(0, 0).getX()), 1);
    assertTrue(
        Fx.on(() -> lastName.localToScene(lastName.getLayoutBounds()).getMaxX()) <= end + 1,
        "the last run can be reached");
  }

  private static void pairsFollowTheChoice(Desk desk) {
    TableView<?> table = desk.find("pairs-table", TableView.class);
    ComboBox<?> second = desk.find("pairs-second", ComboBox.class);
    Label words = desk.find("pairs-words", Label.class);
    assertEquals(RUNS, Fx.on(() -> second.getItems().size()));
    Fx.waitUntil("two of a kind are paired", 20, () -> !table.getItems().isEmpty());
    assertTrue(words.getText().contains("16,384 pairs"), words.getText());
    assertFalse(desk.find("pairs-csv", javafx.scene.control.Button.class).isDisabled());
    Fx.run(() -> second.getSelectionModel().select(1));
    Fx.waitUntil("another kind is told", 10, () -> words.getText().contains("differ in shape"));
    assertTrue(Fx.on(() -> table.getItems().isEmpty()));
    Fx.run(() -> second.getSelectionModel().select(0));
    Fx.waitUntil("a run is not paired with itself", 10, () -> table.getItems().isEmpty());
    Fx.run(() -> desk.find("pairs-first", ComboBox.class).getSelectionModel().select(1));
    Fx.run(() -> second.getSelectionModel().select(3));
    Fx.waitUntil("the others are paired", 20, () -> table.getItems().size() == 64);
  }
}
