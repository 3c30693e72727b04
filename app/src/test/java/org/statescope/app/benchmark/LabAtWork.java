package org.statescope.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.statescope.app.LabApplication;
import org.statescope.app.fx.Fx;
import org.statescope.app.window.Page;
import org.statescope.app.workspace.RunEntry;

/// The desktop in this process and a hurried user at it.
final class LabAtWork implements AutoCloseable {
  private static final int PATIENCE = 120;

  private final LabApplication application;
  private final Stage stage;
  private final Random random = new Random(1);

  private LabAtWork(LabApplication application, Stage stage) {
    this.application = application;
    this.stage = stage;
  }

  /// What a measuring process does at the desktop.
  @FunctionalInterface
  interface Script {
    void play(LabAtWork lab) throws IOException, InterruptedException;
  }

  /// Plays a script at a desktop and ends the process; with an error if the script fails.
  ///
  /// @param arguments the folder of runs and the settings file
  static void run(String[] arguments, Script script) {
    try (LabAtWork lab = open(Path.of(arguments[0]), Path.of(arguments[1]))) {
      script.play(lab);
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static LabAtWork open(Path runs, Path settings) {
    System.setProperty("statescope.runs", runs.toString());
    System.setProperty("statescope.settings", settings.toString());
    LabRecording.prepare();
    Fx.start();
    return Fx.on(
        () -> {
          LabApplication application = new LabApplication();
          Stage stage = new Stage();
          application.start(stage);
          return new LabAtWork(application, stage);
        });
  }

  /// Waits for so many runs and shows those whose name starts with the prefix, and no other.
  void showRuns(int known, String prefix) {
    ListView<?> list = Fx.on(() -> (ListView<?>) stage.getScene().getRoot().lookup("#runs"));
    Fx.waitUntil("all runs are listed", PATIENCE, () -> list.getItems().size() == known);
    Fx.run(
        () ->
            List.copyOf(list.getItems()).stream()
                .map(item -> (RunEntry) item)
                .forEach(run -> run.tickedProperty().set(run.label().startsWith(prefix))));
  }

  void goTo(Page page) {
    shortcut("Shortcut+" + (page.ordinal() + 1));
  }

  void shortcut(String keys) {
    Fx.run(() -> stage.getScene().getAccelerators().get(KeyCombination.valueOf(keys)).run());
  }

  <T extends Node> T find(String id, Class<T> type) {
    return Fx.on(() -> type.cast(stage.getScene().getRoot().lookup("#" + id)));
  }

  /// The plots of a kind that the page shows, largest first.
  <T extends Node> List<T> plots(Class<T> type) {
    return Fx.on(
        () ->
            stage.getScene().getRoot().lookupAll(".plot").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(plot -> plot.getLayoutBounds().getWidth() > 0)
                .sorted(java.util.Comparator.comparingDouble(LabAtWork::minusArea))
                .toList());
  }

  private static double minusArea(Node node) {
    return -node.getLayoutBounds().getWidth() * node.getLayoutBounds().getHeight();
  }

  /// Does something with the mouse at a moment that the pulse knows nothing of, and waits until the
  /// pulse that shows it has been handed to the renderer.
  void gesture(Runnable events) throws InterruptedException {
    Thread.sleep(random.nextInt(17));
    CountDownLatch shown = new CountDownLatch(1);
    Platform.runLater(
        () -> {
          Gesture gesture = new Gesture();
          gesture.begin();
          events.run();
          // Plots draw in a later turn of this thread: this turn comes after theirs.
          Platform.runLater(
              () -> {
                gesture.commit();
                new PulseCount(2, shown).start();
              });
        });
    if (!shown.await(PATIENCE, TimeUnit.SECONDS)) {
      throw new IllegalStateException("A gesture was not drawn.");
    }
  }

  /// Counts the beginnings of pulses.
  private static final class PulseCount extends AnimationTimer {
    private final CountDownLatch done;
    private int left;

    PulseCount(int pulses, CountDownLatch done) {
      this.left = pulses;
      this.done = done;
    }

    @Override
    public void handle(long now) {
      if (--left == 0) {
        stop();
        done.countDown();
      }
    }
  }

  @Override
  public void close() {
    Fx.run(
        () -> {
          stage.hide();
          application.stop();
        });
  }
}
