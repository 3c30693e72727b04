package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.sample.SampleRuns;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// Every screen in both themes, on run folders written by the test; pictures of them are kept.
class ScreensTest {
  @TempDir Path folder;

  @Test
  void everyScreenIsShownInBothThemes() throws IOException {
    Path runs = folder.resolve("runs");
    SampleRuns.write(runs, "mamba-tiny", "mamba-tiny", RunState.RUNNING, 1250);
    SampleRuns.write(runs, "sc-mamba-tiny", "sc-mamba-tiny", RunState.PAUSED, 1180);
    SampleRuns.write(runs, "mamba-small", "a finished run", RunState.FINISHED, 6000 / 4);
    SampleRuns.write(runs, "sc-mamba-small", "full disk", RunState.FAILED, 300);
    RunFolder crashed = SampleRuns.write(runs, "mamba-tiny", "killed", RunState.RUNNING, 200);
    crashed.writeStatus(
        SampleRuns.status(
            crashed.configuration(),
            RunState.RUNNING,
            new ProcessIdentity(1L << 40, ProcessIdentity.current().start(), host()),
            200,
            1.5));
    Path broken = Files.createDirectories(runs.resolve("2026-11-20T10-00-00_mamba_half"));
    Files.writeString(broken.resolve("run.json"), "{\"format\": 1, \"crea");

    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("all runs are listed", 20, () -> list.getItems().size() == 6);
      for (String theme : new String[] {"light", "dark"}) {
        desk.shortcut("Shortcut+T");
        desk.press("page-start");
        look(desk, "start-" + theme);
        desk.press("page-live");
        if (theme.equals("light")) {
          desk.picture("live-empty-" + theme);
          tick(list, "mamba-tiny");
          tick(list, "sc-mamba-tiny");
        }
        Fx.run(() -> list.getSelectionModel().select(5));
        look(desk, "live-" + theme);
        desk.press("page-poles");
        look(desk, "poles-" + theme);
        desk.press("page-structure");
        look(desk, "structure-" + theme);
        desk.press("page-tokens");
        look(desk, "tokens-" + theme);
        desk.press("page-design");
        look(desk, "design-empty-" + theme);
        desk.press("page-compare");
        look(desk, "compare-" + theme);
        desk.press("compare-poles");
        look(desk, "compare-poles-" + theme);
        desk.press("compare-maps");
        look(desk, "compare-maps-" + theme);
        desk.press("compare-poles");
        desk.widePicture("compare-wide-" + theme);
        desk.press("compare-curves");
        desk.press("page-live");
        desk.widePicture("live-wide-" + theme);
        desk.press("toolbar-new-run");
        look(desk, "new-run-" + theme);
        desk.press("new-run-cancel");
        desk.shortcut("F1");
        look(desk, "help-" + theme);
        desk.press("help-close");
        desk.shortcut("Shift+F1");
        look(desk, "about-" + theme);
        desk.press("about-close");
      }
      assertEquals(6, Fx.on(() -> list.getItems().size()));
    }
  }

  /// At the size of the window, and as a screen of twice the pixels shows it.
  private static void look(Desk desk, String name) throws IOException {
    desk.picture(name);
    desk.pictureAtTwice("twice-" + name);
  }

  private static void tick(ListView<?> list, String name) {
    Fx.run(
        () ->
            list.getItems().stream()
                .map(item -> (org.statescope.app.workspace.RunEntry) item)
                .filter(run -> run.label().equals(name))
                .forEach(run -> run.tickedProperty().set(true)));
  }

  private static String host() {
    return ProcessIdentity.current().host();
  }
}
