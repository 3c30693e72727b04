package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.workspace.Curve;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Standing;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.event.Tags;

/// A user's first quarter of an hour on the real desktop with the real trainer on the real text:
/// trains the demo, sees it learn, pauses, scrubs, compares, loses a trainer, leaves and comes
/// back, stops. Only the batches are smaller than the demo's own.
class DesktopWalkIT {
  private static final Map<String, String> SMALL =
      Map.of(
          "batch",
          "4",
          "length",
          "64",
          "steps",
          "20000",
          "evaluate-every",
          "25",
          "evaluation-batches",
          "2",
          "dynamics-every",
          "10");

  @TempDir Path folder;
  private Path runs;
  private Path settings;

  @BeforeEach
  void makeTheDemoSmall() {
    runs = folder.resolve("runs");
    settings = folder.resolve("settings.json");
    SMALL.forEach((name, value) -> System.setProperty("statescope.demo." + name, value));
  }

  @AfterEach
  void endWhatStillTrains() throws IOException {
    for (RunFolder run : runFolders()) {
      ProcessHandle.of(run.status().pid())
          .filter(process -> process.pid() != ProcessHandle.current().pid())
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void theDemoIsTrainedWatchedSteeredAndCompared() throws Exception {
    try (Desk desk = Desk.open(runs, settings)) {
      desk.picture("walk-1-start");
      desk.press("start-demo");
      bothStand(desk, Standing.RUNNING, 90);
      bothCurvesFall(desk);
      desk.picture("walk-2-live");
      thePolesMove(desk);
      pausingHoldsBoth(desk);
      scrubbingMovesEverything(desk);
      comparingShowsTheDifferences(desk);
      aCheckpointIsWrittenOnDemand(desk);
      aTextIsFollowedTokenByToken(desk);
      aKilledTrainerIsShownAndResumed(desk);
      closingAsks(desk);
    }
    theDesktopComesBackToRunningRuns();
  }

  private void bothCurvesFall(Desk desk) {
    Fx.waitUntil(
        "both losses fell by more than one nat and were validated twice",
        240,
        () ->
            entries(desk).stream()
                .allMatch(
                    run ->
                        fell(curve(run, Tags.TRAIN_LOSS), 1.0)
                            && fell(curve(run, Tags.VALIDATION_LOSS), 0.0)
                            && curve(run, Tags.VALIDATION_LOSS).size() > 1));
    int[] before = desk.pixels(".live");
    Fx.waitUntil(
        "the curves grow on the screen", 30, () -> !Arrays.equals(before, desk.pixels(".live")));
  }

  private void thePolesMove(Desk desk) throws IOException {
    desk.press("page-poles");
    Fx.waitUntil("the newest step is followed", 10, () -> step(desk) > 0);
    desk.picture("walk-3-poles");
    int[] now = desk.pixels(".pole-maps");
    type(desk, "scrubber-step", "0");
    desk.settle();
    desk.picture("walk-4-poles-at-the-start");
    assertFalse(Arrays.equals(now, desk.pixels(".pole-maps")), "the poles look as at the start");
    for (RunFolder run : runFolders()) {
      DynamicsFolder dynamics = new DynamicsFolder(run.path());
      List<Long> steps = dynamics.steps();
      assertNotEquals(
          Arrays.toString(dynamics.read(steps.getFirst()).layers().getFirst().polesReal()),
          Arrays.toString(dynamics.read(steps.getLast()).layers().getFirst().polesReal()));
    }
    desk.press("scrubber-latest");
  }

  private void pausingHoldsBoth(Desk desk) throws Exception {
    desk.press("page-live");
    desk.press("toolbar-pause");
    bothStand(desk, Standing.PAUSED, 60);
    List<Long> held = entries(desk).stream().map(RunEntry::lastStep).toList();
    Thread.sleep(TimeUnit.SECONDS.toMillis(2));
    assertEquals(held, entries(desk).stream().map(RunEntry::lastStep).toList());
    desk.picture("walk-5-paused");
    desk.press("toolbar-resume");
    Fx.waitUntil(
        "both go on",
        60,
        () ->
            entries(desk).stream()
                .allMatch(run -> run.lastStep() > held.get(entries(desk).indexOf(run))));
  }

  private void scrubbingMovesEverything(Desk desk) throws IOException {
    Slider slider = desk.find("scrubber", Slider.class);
    desk.click(slider);
    long middle = step(desk);
    double newest = Fx.on(slider::getMax);
    assertTrue(
        middle > 0.3 * newest && middle < 0.7 * newest, "scrubbed to " + middle + " of " + newest);
    desk.picture("walk-6-scrubbed");
    desk.press("page-compare");
    String atStep = String.format(java.util.Locale.ROOT, "at step %,d", middle);
    Fx.waitUntil(
        "the comparison looks at the scrubbed step",
        10,
        () -> desk.isShown("metrics") && words(desk, "metrics").contains(atStep));
  }

  private void comparingShowsTheDifferences(Desk desk) throws IOException {
    List<String> differences = Fx.on(() -> words(desk, "differences"));
    assertTrue(differences.contains("model.structure"), differences.toString());
    assertTrue(differences.contains("sc-mamba"), differences.toString());
    assertFalse(differences.contains("batch"), "equal entries are hidden: " + differences);
    desk.picture("walk-7-compare-curves");
    desk.press("compare-poles");
    desk.picture("walk-8-compare-poles");
    desk.press("scrubber-latest");
    desk.press("page-live");
  }

  private void aCheckpointIsWrittenOnDemand(Desk desk) {
    desk.press("toolbar-checkpoint");
    Fx.waitUntil(
        "both wrote a checkpoint",
        60,
        () -> {
          try {
            for (RunFolder run : runFolders()) {
              if (run.latestCheckpoint().isEmpty()) {
                return false;
              }
            }
            return true;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private void aTextIsFollowedTokenByToken(Desk desk) throws IOException {
    desk.press("page-tokens");
    Fx.run(
        () ->
            ((ComboBox<?>) desk.stage().getScene().lookup("#tokens-checkpoint"))
                .getEditor()
                .setText("last"));
    desk.press("tokens-start");
    GridPane readout = desk.find("tokens-readout", GridPane.class);
    Fx.waitUntil("the tokens of the text are known", 90, () -> !readout.getChildren().isEmpty());
    desk.picture("walk-8b-tokens");
    desk.press("page-live");
  }

  private void aKilledTrainerIsShownAndResumed(Desk desk) throws IOException {
    RunEntry victim = entries(desk).getFirst();
    long pid = RunFolder.open(victim.folder()).status().pid();
    assertNotEquals(ProcessHandle.current().pid(), pid);
    assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    Fx.waitUntil("the death is seen", 30, () -> victim.standing() == Standing.CRASHED);
    desk.picture("walk-9-interrupted");
    desk.press("toolbar-resume");
    Fx.waitUntil("it trains again", 90, () -> victim.standing() == Standing.RUNNING);
    assertNotEquals(pid, RunFolder.open(victim.folder()).status().pid());
  }

  private void closingAsks(Desk desk) throws IOException {
    Fx.run(
        () ->
            desk.stage()
                .fireEvent(new WindowEvent(desk.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    Fx.waitUntil("the question is shown", 10, () -> desk.isShown("closing"));
    desk.picture("walk-10-closing");
    desk.press("closing-cancel");
    Fx.waitUntil(
        "the question is gone", 10, () -> !desk.find("modal", ModalPane.class).isDisplay());
  }

  private void theDesktopComesBackToRunningRuns() throws Exception {
    for (RunFolder run : runFolders()) {
      assertTrue(run.status().isAlive(), "a closed desktop leaves its runs training");
    }
    try (Desk desk = Desk.open(runs, settings)) {
      bothStand(desk, Standing.RUNNING, 30);
      assertTrue(entries(desk).stream().allMatch(RunEntry::isTicked), "ticks are remembered");
      assertTrue(desk.isShown("scrubber"), "the page is remembered");
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.run(() -> list.getSelectionModel().selectAll());
      desk.press("toolbar-stop");
      bothStand(desk, Standing.STOPPED, 60);
      desk.shortcut("Shortcut+T");
      desk.shortcut("Shortcut+T");
      desk.picture("walk-11-stopped");
    }
    for (RunFolder run : runFolders()) {
      assertEquals(
          run.status().lastStep(),
          run.latestCheckpoint().orElseThrow().step(),
          "stopping writes a checkpoint");
    }
  }

  private List<RunFolder> runFolders() throws IOException {
    try (var children = java.nio.file.Files.list(runs)) {
      List<RunFolder> found = new java.util.ArrayList<>();
      for (Path child : children.filter(RunFolder::isRunFolder).sorted().toList()) {
        found.add(RunFolder.open(child));
      }
      return found;
    }
  }

  private static void bothStand(Desk desk, Standing standing, int seconds) {
    Fx.waitUntil(
        "both runs are " + standing,
        seconds,
        () -> {
          List<RunEntry> all = entries(desk);
          return all.size() == 2 && all.stream().allMatch(is(standing));
        });
  }

  private static Predicate<RunEntry> is(Standing standing) {
    return run -> run.standing() == standing;
  }

  private static boolean fell(Curve curve, double by) {
    return curve.size() > 1
        && curve.at(1).orElse(curve.highest().getAsDouble()) - by > curve.last().getAsDouble();
  }

  private static Curve curve(RunEntry run, String tag) {
    return run.readable().orElseThrow().curve(tag);
  }

  private static List<RunEntry> entries(Desk desk) {
    ObservableList<?> items = desk.find("runs", ListView.class).getItems();
    return Fx.on(() -> items.stream().map(item -> (RunEntry) item).toList());
  }

  private static long step(Desk desk) {
    TextField field = desk.find("scrubber-step", TextField.class);
    return Long.parseLong(Fx.on(field::getText).replace(",", ""));
  }

  private static void type(Desk desk, String id, String words) {
    TextField field = desk.find(id, TextField.class);
    Fx.run(
        () -> {
          field.setText(words);
          field.getOnAction().handle(new javafx.event.ActionEvent());
        });
  }

  private static List<String> words(Desk desk, String grid) {
    return desk.find(grid, GridPane.class).getChildren().stream()
        .map(node -> ((Label) node).getText())
        .toList();
  }
}
