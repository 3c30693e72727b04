package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.checkpoint.Checkpoints;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.HeatMapPlot;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.window.LabWindow;
import org.statescope.app.window.Page;
import org.statescope.training.run.RunState;

/// What is dropped on the window, from the paths on: a checkpoint stands beside the runs, on the
/// pages of poles and of structure, until it is closed.
class CheckpointDropTest {
  private static final int SECONDS = 20;
  private static final int POLES = Checkpoints.LAYERS * Checkpoints.CHANNELS * Checkpoints.ORDER;

  @TempDir private Path folder;

  @Test
  void aDroppedCheckpointShowsItsPolesAndStructure() throws IOException {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    Path model = Checkpoints.mamba(folder.resolve("tiny-mamba"));
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      LabWindow window = window(desk);
      Fx.run(() -> window.openAll(List.of(model.resolve("model.safetensors"))));
      Fx.waitUntil("the page of poles opens", SECONDS, () -> page(window) == Page.POLES);
      Fx.waitUntil(
          "the poles are on the maps",
          SECONDS,
          () -> words(window).contains("tiny-mamba, " + POLES + " poles"));
      assertTrue(desk.isShown("open-models"));
      desk.picture("checkpoint-poles");
      desk.press("page-structure");
      Fx.waitUntil(
          "the census of the checkpoint is taken",
          SECONDS,
          () -> words(window).stream().anyMatch(words -> words.equals("tiny-mamba")));
      // The first cell, as the arrow keys reach it.
      Fx.run(() -> press(heatMap(window), KeyCode.RIGHT));
      Fx.waitUntil(
          "the system is analysed",
          SECONDS,
          () -> words(window).stream().anyMatch(words -> words.startsWith("tiny-mamba, layer 0")));
      desk.picture("checkpoint-structure");
      Fx.run(
          () -> {
            Node list = window.lookup("#open-models");
            ((Button) list.lookup(".button")).fire();
          });
      Fx.waitUntil("nothing is shown", SECONDS, () -> !window.lookup("#open-models").isVisible());
      desk.press("page-poles");
      desk.settle();
      assertFalse(Fx.on(() -> words(window)).contains("tiny-mamba, " + POLES + " poles"));
    }
  }

  @Test
  void aCheckpointStandsBesideARunAndBrokenOnesAreToldInASentence() throws IOException {
    Path runs = folder.resolve("runs");
    SampleRuns.write(runs, "mamba-tiny", "a run", RunState.FINISHED, 100);
    Path lru = Checkpoints.lru(folder.resolve("lru.safetensors"), -1, 0.5f);
    Path broken = Files.writeString(folder.resolve("broken.gguf"), "this is none");
    Path other = Files.writeString(folder.resolve("notes.txt"), "neither is this");
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      LabWindow window = window(desk);
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("the run is listed", SECONDS, () -> list.getItems().size() == 1);
      Fx.run(
          () ->
              ((org.statescope.app.workspace.RunEntry) list.getItems().getFirst())
                  .tickedProperty()
                  .set(true));
      Fx.run(() -> window.openAll(List.of(lru)));
      Fx.waitUntil(
          "both have poles",
          SECONDS,
          () ->
              words(window).contains("lru.safetensors, 4 poles")
                  && words(window).stream().anyMatch(words -> words.startsWith("a run, step")));
      desk.picture("checkpoint-beside-run");
      Fx.run(() -> window.openAll(List.of(broken)));
      Fx.waitUntil(
          "the broken one is told",
          SECONDS,
          () -> words(window).stream().anyMatch(words -> words.contains("broken.gguf")));
      Fx.run(() -> window.openAll(List.of(other)));
      Fx.waitUntil(
          "what is none is told",
          SECONDS,
          () -> words(window).stream().anyMatch(words -> words.startsWith("notes.txt cannot")));
      assertEquals(1, Fx.on(() -> window.lookup("#open-models").lookupAll(".button")).size());
    }
  }

  /// Mamba-130M's layers. The time stands in the log; it is no test of a busy machine.
  @Test
  void halfAMillionPolesAreShown() throws IOException {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    Path model = Checkpoints.mamba(folder.resolve("large"), 24, 1536, 16);
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      LabWindow window = window(desk);
      long start = System.nanoTime();
      Fx.run(() -> window.openAll(List.of(model)));
      Fx.waitUntil(
          "the poles are on the maps",
          SECONDS,
          () -> words(window).contains("large, 589,824 poles"));
      System.out.printf(
          "589,824 poles of a checkpoint on the maps after %d ms%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      desk.picture("checkpoint-large");
    }
  }

  private static LabWindow window(Desk desk) {
    return (LabWindow) desk.stage().getScene().getRoot();
  }

  private static Node heatMap(LabWindow window) {
    return window.lookup(".heat-maps").lookupAll("*").stream()
        .filter(HeatMapPlot.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static void press(Node node, KeyCode code) {
    Event.fireEvent(
        node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  private static Page page(LabWindow window) {
    return window.pageProperty().get();
  }

  private static Set<String> words(LabWindow window) {
    return window.lookupAll(".label").stream()
        .map(node -> String.valueOf(((Label) node).getText()))
        .collect(Collectors.toSet());
  }
}
