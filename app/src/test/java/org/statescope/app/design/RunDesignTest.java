package org.statescope.app.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.checkpoint.Checkpoints;
import org.statescope.app.fx.Fx;
import org.statescope.app.fx.Page;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunJson;

/// The page of design with a run: its checkpoints, and the text that it held out.
final class RunDesignTest {
  private static final int SECONDS = 20;

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  @TempDir private Path root;
  private RunFolder run;
  private BackgroundTasks tasks;
  private DesignModel model;
  private DesignView view;
  private ChartTheme theme;
  private Stage stage;

  @BeforeEach
  void openPage() throws IOException {
    Page.program(root, "exit 0");
    run = RunFolder.createAt(root.resolve("run"), Presets.get("mamba-tiny"));
    checkpoint(10, Map.of("validation_loss", 3.0, "best_validation_loss", 3.0));
    checkpoint(20, Map.of("validation_loss", 1.5, "best_validation_loss", 1.25));
    checkpoint(30, Map.of("validation_loss", 2.0, "best_validation_loss", 1.25));
    Fx.run(
        () -> {
          tasks = new BackgroundTasks(failure -> {});
          model =
              DesignModel.of(
                  tasks, Optional.of(new TrainerCommand(root)), background, Platform::runLater);
          theme = new ChartTheme();
          view =
              new DesignView(model, theme, (title, table) -> {}, at -> {}, told -> {}, told -> {});
          model.runs().add(new ShownRun(run.path(), "mamba", 0));
        });
    stage = Screenshots.show(view, 1180, 760, false);
    waitForStep(30);
  }

  @AfterEach
  void close() {
    Page.close(stage, background, view, model, tasks);
  }

  private void checkpoint(long step, Map<String, ?> state) throws IOException {
    run.newCheckpoint(
        step,
        aside -> {
          Checkpoints.mamba(aside);
          RunJson.write(aside.resolve("state.json"), state);
        });
  }

  private void waitForStep(long step) {
    Fx.waitUntil(
        "step " + step + " is shown",
        SECONDS,
        () ->
            model.subjectProperty().get().flatMap(DesignSubject::step).equals(Optional.of(step))
                && model.comparisonProperty().get().isPresent());
  }

  @Test
  void theBestCheckpointAndEveryStepAreOffered() {
    ComboBox<?> box = Page.find(view, "design-checkpoint", ComboBox.class);
    assertEquals(
        List.of("last", "best", "30", "20", "10"), Fx.on(() -> List.copyOf(box.getItems())));
    Fx.run(() -> box.getSelectionModel().select(1));
    waitForStep(20);
    assertTrue(Page.words(view).contains("the best one that is kept is of step 20"));
    Screenshots.save(stage, "design-best-light");
    Screenshots.darken(theme);
    Screenshots.save(stage, "design-best-dark");
    Fx.run(() -> box.getSelectionModel().select(4));
    waitForStep(10);
    assertEquals("10", Fx.on(() -> model.checkpointProperty().get()));
  }

  @Test
  void whatIsTypedIsReadAndWhatIsNotThereIsASentence() {
    ComboBox<?> box = Page.find(view, "design-checkpoint", ComboBox.class);
    type(box, "20");
    waitForStep(20);
    type(box, "25");
    Fx.waitUntil("the problem is told", SECONDS, () -> model.problemProperty().get().isPresent());
    assertTrue(Page.words(view).contains("no checkpoint of step 25"), Page.words(view));
    type(box, "newest");
    Fx.waitUntil(
        "the other problem is told",
        SECONDS,
        () -> model.problemProperty().get().filter(words -> words.contains("newest")).isPresent());
    type(box, "best");
    waitForStep(20);
  }

  private static void type(ComboBox<?> box, String text) {
    Fx.run(
        () -> {
          box.getEditor().setText(text);
          box.getEditor().fireEvent(new javafx.event.ActionEvent());
        });
  }

  @Test
  void perplexityIsMeasuredOnTheTokensThatTheRunHeldOut() throws IOException {
    Path seen = root.resolve("seen");
    Page.program(
        root,
        """
        if [ "$1" = evaluate ]; then
          echo "$@" >> %s
          echo '{"tokens":20,"perplexity":5.5}'
        fi
        """
            .formatted(seen));
    String own = Fx.on(() -> model.effect().textProperty().get());
    assertEquals("bundled:moby-dick", own);
    Page.press(view, "design-measure");
    waitForMeasure();
    String checkpoint = run.checkpoints().getLast().path().toString();
    assertEquals(
        "evaluate " + checkpoint + " --json --held-out-of " + run.path(),
        Files.readString(seen).strip());
    assertTrue(Page.words(view).contains("the tokens that the run validates on"));
    Fx.run(() -> model.effect().textProperty().set("other.txt"));
    Files.delete(seen);
    Page.press(view, "design-measure");
    waitForMeasure();
    assertEquals(
        "evaluate " + checkpoint + " --json --text other.txt", Files.readString(seen).strip());
    assertTrue(Page.words(view).contains("on the whole text"));
  }

  private void waitForMeasure() {
    Fx.waitUntil(
        "it is measured",
        SECONDS,
        () -> model.effect().stateProperty().get() instanceof EffectState.Measured);
  }
}
