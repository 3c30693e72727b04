package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.design.DesignHistory;

/// A trained layer is designed with the real trainer: its poles are clamped, the perplexity is
/// measured before and after, and the edited model is saved and opened.
class DesignIT {
  private static final int SECONDS = 240;

  @TempDir private Path folder;

  @Test
  void aTrainedLayerIsClampedMeasuredAndSaved() throws Exception {
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
      TextField limit = desk.find("design-limit-value", TextField.class);
      Fx.run(() -> limit.setText("0.25"));
      desk.press("design-clamp");
      Fx.waitUntil(
          "the perplexity is measured by itself",
          SECONDS,
          () -> words(desk).contains("Perplexity after"));
      String words = words(desk);
      assertTrue(words.contains("held out to validate on"), words);
      desk.picture("design-run");
      Path saved = folder.resolve("edited");
      Fx.run(() -> window(desk).save(saved));
      Fx.waitUntil("it is opened", SECONDS, () -> isShown(desk, "open-models"));
      assertEquals(1, DesignHistory.of(saved).stages().size());
      assertEquals(1, DesignHistory.of(saved).stages().getFirst().edits().size());
      desk.resize(1100);
      desk.picture("design-1100");
      desk.pictureAtTwice("design-200-percent");
    }
  }

  private static org.statescope.app.design.DesignView window(Desk desk) {
    return (org.statescope.app.design.DesignView) desk.stage().getScene().getRoot().lookup(".design");
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
                "--run-dir",
                run.toString()),
            folder.resolve("train.txt"),
            line -> {},
            () -> false);
    assertTrue(RunFolder.open(run).latestCheckpoint().isPresent());
  }

  private static boolean isShown(Desk desk, String id) {
    return desk.isShown(id);
  }

  private static String words(Desk desk) {
    return desk.stage().getScene().getRoot().lookupAll(".label").stream()
        .map(node -> String.valueOf(((Label) node).getText()))
        .collect(Collectors.joining(" | "));
  }
}
