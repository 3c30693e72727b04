package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.queue.QueueFile;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Standing;
import org.statescope.training.run.RunState;

/// Launching through what a user does. The trainer's place is taken by a shell script that answers
/// questions and, asked to train, only waits.
@DisabledOnOs(OS.WINDOWS)
class LaunchTest {
  private static final String HOME = "statescope.home";
  private static final String TRAINER =
      """
      #!/bin/sh
      case $1 in
      devices) cat <<END
      [{"name": "cpu", "description": "A Processor", "memory_bytes": 0, "threads": 4,
        "reason": null, "remedy": null},
       {"name": "opencl:0", "description": "A Card", "memory_bytes": 209715200, "threads": 0,
        "reason": null, "remedy": null},
       {"name": "cuda", "description": "", "memory_bytes": 0, "threads": 0,
        "reason": "There is no CUDA driver here.", "remedy": "Install one of version 12."}]
      END
      ;;
      estimate)
        speed=null
        [ "$4" = --measure ] && speed='{"tokens_per_second": 2048.0, "steps": 9, "threads": 4}'
        echo "{\\"parameters\\": 1, \\"memory_bytes\\": 536870912, \\"speed\\": $speed}" ;;
      resume) exec sleep 120 ;;
      esac
      """;

  @TempDir Path folder;
  private Path runs;
  private Path settings;

  @BeforeEach
  void putTheTrainerInPlace() throws IOException {
    runs = Files.createDirectories(folder.resolve("runs"));
    settings = folder.resolve("settings.json");
    Path bin = Files.createDirectories(folder.resolve("home").resolve("bin"));
    assertTrue(Files.writeString(bin.resolve("statescope"), TRAINER).toFile().setExecutable(true));
    System.setProperty(HOME, folder.resolve("home").toString());
  }

  @AfterEach
  void takeItAway() {
    System.clearProperty(HOME);
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void aSweepIsSeenBeforeItStartsAndThenWaitsInTheQueue() throws IOException {
    SampleRuns.write(runs, "mamba-tiny", "at work", RunState.RUNNING, 40);
    try (Desk desk = Desk.open(runs, settings)) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("the run is listed", 20, () -> list.getItems().size() == 1);
      assertFalse(desk.isShown("queue"), "an empty queue takes no room");
      desk.shortcut("Shortcut+N");
      type(desk, "seed", "0-2");
      assertEquals(
          List.of("sc-mamba-tiny, seed 0", "sc-mamba-tiny, seed 1", "sc-mamba-tiny, seed 2"),
          List.copyOf(desk.find("new-run-list", ListView.class).getItems()));
      assertTrue(text(desk, "new-run-start").contains("3 runs"));
      desk.press("new-run-start");
      Fx.waitUntil("all are listed", 20, () -> list.getItems().size() == 4);
      Fx.waitUntil("they wait", 20, () -> desk.isShown("queue"));
      assertEquals(List.of("seed 0", "seed 1", "seed 2"), queue(desk));
      for (String theme : List.of("light", "dark")) {
        desk.shortcut("Shortcut+T");
        desk.picture("queue-" + theme);
        desk.pictureAtTwice("queue-200-" + theme);
      }
      press(desk, "up", "seed 2");
      press(desk, "up", "seed 2");
      press(desk, "off", "seed 0");
      assertEquals(List.of("seed 2", "seed 1"), queue(desk));
      RunEntry off = run(list, "seed 0");
      Fx.waitUntil("it is off", 20, () -> off.standing() == Standing.STOPPED);
      assertTrue(Files.readString(runs.resolve(QueueFile.NAME)).contains("waiting"));
    }
    try (Desk desk = Desk.open(runs, settings)) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("all are listed", 20, () -> list.getItems().size() == 4);
      Fx.waitUntil("they still wait", 20, () -> desk.isShown("queue"));
      assertEquals(List.of("seed 2", "seed 1"), queue(desk));
      press(desk, "now", "seed 1");
      assertEquals(List.of("seed 2"), queue(desk));
      desk.shortcut("Shortcut+N");
      assertEquals("0-2", Fx.on(desk.find("new-run-seed", TextField.class)::getText));
      desk.press("new-run-cancel");
    }
  }

  @Test
  void theFormTellsDevicesMemoryAndTimeAndWhereTheyAreFrom() throws IOException {
    try (Desk desk = Desk.open(runs, settings)) {
      desk.shortcut("Shortcut+N");
      ComboBox<?> devices = desk.find("new-run-device", ComboBox.class);
      Fx.waitUntil("the trainer named its devices", 20, () -> devices.getItems().size() == 3);
      assertEquals("A Processor, 4 threads", text(desk, "new-run-device-words"));
      String unusable = text(desk, "new-run-device-others");
      assertTrue(unusable.contains("no CUDA driver here. Install one"), unusable);
      Fx.waitUntil(
          "the memory is counted", 20, () -> text(desk, "new-run-memory").contains("512 MiB"));
      assertTrue(text(desk, "new-run-time").contains("unknown"), "no time is invented");
      desk.press("new-run-measure");
      Fx.waitUntil(
          "the speed is measured",
          20,
          () -> text(desk, "new-run-time").contains("2,048 tokens/s, measured"));
      assertTrue(text(desk, "new-run-time").contains("about 33 min"), text(desk, "new-run-time"));
      desk.picture("launch-light");
      desk.pictureAtTwice("launch-200-light");
      Fx.run(() -> devices.getSelectionModel().select(1));
      Fx.waitUntil(
          "the card is too small",
          20,
          () -> text(desk, "new-run-memory").contains("opencl:0 has 200 MiB"));
      desk.shortcut("Shortcut+T");
      desk.shortcut("Shortcut+T");
      type(desk, "seed", "0-4");
      type(desk, "batch", "none");
      assertTrue(desk.find("new-run-start", Node.class).isDisabled());
      desk.picture("launch-wrong-dark");
      type(desk, "batch", "8");
      desk.picture("launch-dark");
      Fx.run(() -> desk.stage().setHeight(600));
      desk.resize(960);
      desk.pictureAtTwice("launch-200-dark");
      Node form = desk.find("new-run-form", Node.class);
      assertTrue(
          Fx.on(() -> form.localToScene(form.getLayoutBounds()).getMaxY())
              <= Fx.on(() -> desk.stage().getScene().getHeight()),
          "the buttons are in the smallest window");
      assertEquals(List.of(), Fx.on(() -> Overhang.of(desk.find("modal", ModalPane.class))));
      desk.press("new-run-cancel");
    }
  }

  private static List<String> queue(Desk desk) {
    return Fx.on(
        () ->
            desk.find("queue", Node.class).lookupAll(".queue-row").stream()
                .filter(node -> node instanceof Label)
                .map(node -> ((Label) node).getText())
                .map(words -> words.replaceAll(".*(seed \\d).*", "$1"))
                .toList());
  }

  private static void press(Desk desk, String what, String name) {
    ListView<?> list = desk.find("runs", ListView.class);
    desk.press("queue-" + what + "-" + run(list, name).folder().getFileName());
  }

  private static RunEntry run(ListView<?> list, String name) {
    return Fx.on(
        () ->
            list.getItems().stream()
                .map(item -> (RunEntry) item)
                .filter(entry -> entry.label().contains(name))
                .findFirst()
                .orElseThrow());
  }

  private static void type(Desk desk, String field, String words) {
    TextField input = desk.find("new-run-" + field, TextField.class);
    Fx.run(() -> input.setText(words));
  }

  private static String text(Desk desk, String id) {
    return Fx.on(() -> desk.find(id, javafx.scene.control.Labeled.class).getText());
  }
}
