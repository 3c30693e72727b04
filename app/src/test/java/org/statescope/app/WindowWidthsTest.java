package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.RunState;

/// The pages in windows of common widths, in both themes: nothing on them is cut off at the left or
/// right. Pictures are kept.
class WindowWidthsTest {
  /// The narrowest window the desktop allows; the list of runs is hidden there.
  private static final int LEAST_WIDTH = 960;

  private static final int[] WIDTHS = {LEAST_WIDTH, 1100, 1280, 1600};

  @TempDir Path folder;

  @Test
  void nothingIsCutOffInAnyWidthAndTheme() throws IOException {
    Path runs = folder.resolve("runs");
    SampleRuns.write(runs, "mamba-tiny", "mamba-tiny", RunState.RUNNING, 600);
    SampleRuns.write(runs, "sc-mamba-tiny", "sc-mamba-tiny", RunState.PAUSED, 550);
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("both runs are listed", 20, () -> list.getItems().size() == 2);
      Fx.run(() -> list.getItems().forEach(run -> ((RunEntry) run).tickedProperty().set(true)));
      desk.press("page-poles");
      desk.settle();
      selectAPole(desk);
      for (String theme : new String[] {"light", "dark"}) {
        desk.shortcut("Shortcut+T");
        for (int width : WIDTHS) {
          desk.resize(width);
          if (width == LEAST_WIDTH) {
            desk.shortcut("Shortcut+B");
          }
          look(desk, "page-live", "live-" + width + "-" + theme);
          look(desk, "page-tokens", "tokens-" + width + "-" + theme);
          look(desk, "page-poles", "poles-" + width + "-" + theme);
          look(desk, "page-structure", "structure-" + width + "-" + theme);
          desk.press("page-compare");
          desk.settle();
          look(desk, "compare-curves", "compare-" + width + "-" + theme);
          look(desk, "compare-poles", "compare-poles-" + width + "-" + theme);
          look(desk, "compare-maps", "compare-maps-" + width + "-" + theme);
          if (width == LEAST_WIDTH) {
            desk.shortcut("Shortcut+B");
          }
        }
      }
    }
  }

  private static void look(Desk desk, String button, String name) throws IOException {
    desk.press(button);
    desk.picture(name);
    Parent page = page(desk);
    assertEquals(List.of(), Fx.on(() -> Overhang.of(page)), name);
    for (String bar : new String[] {".header", ".view-toolbar", ".live-plots", ".compare-switch"}) {
      Node shown = Fx.on(() -> desk.stage().getScene().getRoot().lookup(bar));
      if (shown != null) {
        assertEquals(List.of(), Fx.on(() -> Overhang.shortened(shown)), name);
      }
    }
  }

  /// Goes down from none to the first pole of the first map, so that the read-out is filled.
  private static void selectAPole(Desk desk) {
    Node map = Fx.on(() -> firstMap(page(desk)));
    Fx.run(
        () ->
            Event.fireEvent(
                map,
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false)));
    Fx.waitUntil(
        "the pole is read out", 20, () -> page(desk).lookupAll(".readout-value").size() > 4);
  }

  private static Node firstMap(Parent page) {
    return page.lookupAll(".plot").stream()
        .filter(PoleMapPlot.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static Parent page(Desk desk) {
    return Fx.on(() -> (Parent) desk.stage().getScene().getRoot().lookup(".pages"));
  }
}
