package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Standing;
import org.statescope.training.run.RunFolder;

/// A sweep of three seeds with the real trainer: one at a time, past a trainer that is killed and a
/// desktop that is closed, to the end.
class LaunchIT {
  @TempDir Path folder;
  private Path runs;

  @AfterEach
  void endWhatStillTrains() throws IOException {
    try (var children = java.nio.file.Files.list(runs)) {
      for (Path child : children.filter(RunFolder::isRunFolder).toList()) {
        ProcessHandle.of(RunFolder.open(child).status().pid())
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  @Test
  void aSweepTrainsOneAfterTheOtherWhateverHappensToTheFirst() throws IOException {
    runs = folder.resolve("runs");
    Path settings = folder.resolve("settings.json");
    try (Desk desk = Desk.open(runs, settings)) {
      desk.shortcut("Shortcut+N");
      Fx.waitUntil(
          "the trainer counted the memory",
          120,
          () -> text(desk, "new-run-memory").contains("counted by the trainer"));
      assertTrue(text(desk, "new-run-device-words").contains("threads"));
      type(desk, "layers", "1");
      type(desk, "model-width", "32");
      type(desk, "batch", "1");
      type(desk, "length", "16");
      type(desk, "steps", "1000000");
      type(desk, "seed", "0-2");
      desk.press("new-run-start");
      Fx.waitUntil("the first trains", 120, () -> stands(desk, "seed 0", Standing.RUNNING));
      assertEquals(Standing.QUEUED, run(desk, "seed 1").standing());
      assertEquals(Standing.QUEUED, run(desk, "seed 2").standing());
      long pid = RunFolder.open(run(desk, "seed 0").folder()).status().pid();
      assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
      Fx.waitUntil("its death is seen", 60, () -> stands(desk, "seed 0", Standing.CRASHED));
      Fx.waitUntil("the second trains", 120, () -> stands(desk, "seed 1", Standing.RUNNING));
      assertEquals(Standing.QUEUED, run(desk, "seed 2").standing());
    }
    try (Desk desk = Desk.open(runs, settings)) {
      Fx.waitUntil("it still trains", 60, () -> stands(desk, "seed 1", Standing.RUNNING));
      assertEquals(Standing.QUEUED, run(desk, "seed 2").standing(), "the queue was kept");
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.run(() -> list.getSelectionModel().clearSelection());
      Fx.run(() -> list.getSelectionModel().select(index(desk, "seed 1")));
      desk.press("toolbar-stop");
      Fx.waitUntil("the third trains", 120, () -> stands(desk, "seed 2", Standing.RUNNING));
      assertEquals(Standing.STOPPED, run(desk, "seed 1").standing());
      Fx.run(() -> list.getSelectionModel().clearSelection());
      Fx.run(() -> list.getSelectionModel().select(index(desk, "seed 2")));
      desk.press("toolbar-stop");
      Fx.waitUntil("all is done", 60, () -> stands(desk, "seed 2", Standing.STOPPED));
    }
  }

  private static boolean stands(Desk desk, String name, Standing standing) {
    return entries(desk).stream()
        .anyMatch(run -> run.label().contains(name) && run.standing() == standing);
  }

  private static RunEntry run(Desk desk, String name) {
    return entries(desk).stream()
        .filter(run -> run.label().contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static int index(Desk desk, String name) {
    return entries(desk).indexOf(run(desk, name));
  }

  private static List<RunEntry> entries(Desk desk) {
    return Fx.on(
        () ->
            ((List<?>) desk.find("runs", ListView.class).getItems())
                .stream().map(item -> (RunEntry) item).toList());
  }

  private static void type(Desk desk, String field, String words) {
    TextField input = desk.find("new-run-" + field, TextField.class);
    Fx.run(() -> input.setText(words));
  }

  private static String text(Desk desk, String id) {
    return Fx.on(() -> desk.find(id, Labeled.class).getText());
  }
}
