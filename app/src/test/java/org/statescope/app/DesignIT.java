package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.design.DesignHistory;

/// A trained layer is designed with the real trainer: a pole is moved by keys, the perplexity is
/// measured before and after, and the edited model is saved and opened.
class DesignIT {
  private static final int SECONDS = 240;

  @TempDir private Path folder;

  @Test
  void aTrainedLayerIsEditedMeasuredAndSaved() throws Exception {
    Path runs = folder.resolve("runs");
    Path run = runs.resolve("sc");
    Files.createDirectories(runs);
    train(run);
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("the run is listed", SECONDS, () -> list.getItems().size() == 1);
      Fx.run(() -> ((RunEntry) list.getItems().getFirst()).tickedProperty().set(true));
      desk.press("page-design");
      Fx.waitUntil("the model is read", SECONDS, () -> isShown(desk, "design-limit-value"));
      desk.settle();
      Node map = desk.find("design-s", Node.class);
      press(map, KeyCode.TAB);
      press(map, KeyCode.LEFT);
      press(map, KeyCode.LEFT);
      Label state = desk.find("design-effect-state", Label.class);
      Fx.waitUntil(
          "the perplexity is measured by itself",
          SECONDS,
          () -> state.getText().startsWith("Measured") || complains(state));
      String words = words(desk);
      assertTrue(words.contains("Perplexity after"), words);
      assertTrue(words.contains("the tokens that the run validates on"), words);
      desk.picture("design-run");
      Path saved = folder.resolve("edited");
      Fx.run(() -> window(desk).save(saved));
      Fx.waitUntil(
          "it is opened",
          SECONDS,
          () -> window(desk).getScene().lookup("#open-models").lookupAll(".button").size() == 1);
      assertEquals(1, DesignHistory.of(saved).stages().size());
      assertEquals(1, DesignHistory.of(saved).stages().getFirst().edits().size());
      for (double width : new double[] {1280, 1100, 960}) {
        desk.resize(width);
        desk.picture("design-" + Math.round(width));
        assertEquals(List.of(), Fx.on(() -> Overhang.of(window(desk))));
        Node header = desk.stage().getScene().getRoot().lookup(".header");
        assertEquals(List.of(), Fx.on(() -> Overhang.of((Parent) header)));
        assertEquals(List.of(), Fx.on(() -> Overhang.shortened(header)));
      }
      desk.resize(1100);
      press(map, KeyCode.TAB);
      press(map, KeyCode.DELETE);
      Fx.waitUntil(
          "the model without a state is measured",
          SECONDS,
          () -> state.getText().startsWith("Measured") || complains(state));
      assertTrue(words(desk).contains("Perplexity after"), words(desk));
      for (String theme : new String[] {"light", "dark"}) {
        desk.shortcut("Shortcut+T");
        desk.settle();
        desk.pictureAtTwice("design-200-" + theme);
      }
    }
  }

  private static org.statescope.app.design.DesignView window(Desk desk) {
    return (org.statescope.app.design.DesignView)
        desk.stage().getScene().getRoot().lookup(".design");
  }

  private void train(Path run) throws IOException, InterruptedException {
    Optional<TrainerCommand> trainer = TrainerCommand.beside();
    trainer
        .orElseThrow()
        .follow(
            List.of(
                "train",
                "--preset",
                "sc-mamba-tiny",
                "--steps",
                "20",
                "--model-width",
                "32",
                "--layers",
                "2",
                "--batch",
                "2",
                "--length",
                "64",
                "--run-dir",
                run.toString()),
            folder.resolve("train.txt"),
            line -> {},
            () -> false);
    assertTrue(RunFolder.open(run).latestCheckpoint().isPresent());
  }

  private static void press(Node node, KeyCode code) {
    Fx.run(
        () ->
            Event.fireEvent(
                node,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  private static boolean complains(Label state) {
    return state.getStyleClass().contains("form-complaint");
  }

  private static boolean isShown(Desk desk, String id) {
    return desk.isShown(id);
  }

  private static String words(Desk desk) {
    return Fx.on(() -> desk.stage().getScene().getRoot().lookupAll(".label")).stream()
        .map(node -> String.valueOf(((Label) node).getText()))
        .collect(Collectors.joining(" | "));
  }
}
