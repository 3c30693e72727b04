package org.statescope.app.window;

import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.concurrent.Task;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.Icons;
import org.statescope.app.widget.ShortPath;
import org.statescope.app.workspace.Standing;
import org.statescope.app.workspace.Workspace;

/// How many runs train, and what the desktop itself is doing, with a way to cancel it.
final class StatusLine extends HBox {
  private final BackgroundTasks tasks;
  private final HBox taskPlace = new HBox(8);

  StatusLine(Workspace workspace, BackgroundTasks tasks) {
    this.tasks = tasks;
    getStyleClass().add("status-line");
    setAlignment(Pos.CENTER_LEFT);
    Label training = new Label();
    training.setId("status-training");
    training
        .textProperty()
        .bind(Bindings.createStringBinding(() -> trainingWords(workspace), workspace.runs()));
    Path opened = workspace.opened().getFirst();
    Label root = new Label(Texts.text("status.root", ShortPath.of(opened)));
    root.setTooltip(new Tooltip(opened.toString()));
    root.getStyleClass().add("text-muted");
    root.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    taskPlace.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(training, root, gap, taskPlace);
    tasks.running().addListener((ListChangeListener<Task<?>>) change -> showTasks());
  }

  private static String trainingWords(Workspace workspace) {
    long training =
        workspace.runs().stream()
            .filter(
                run -> run.standing() == Standing.RUNNING || run.standing() == Standing.PREPARING)
            .count();
    long paused =
        workspace.runs().stream().filter(run -> run.standing() == Standing.PAUSED).count();
    if (training == 0 && paused == 0) {
      return Texts.text("status.idle");
    }
    String words = Texts.text(training == 1 ? "status.oneTrains" : "status.train", training);
    return paused == 0 ? words : words + ", " + Texts.text("status.paused", paused);
  }

  /// Shows the oldest task, and how many more there are.
  private void showTasks() {
    taskPlace.getChildren().clear();
    if (tasks.running().isEmpty()) {
      return;
    }
    Task<?> task = tasks.running().getFirst();
    int more = tasks.running().size() - 1;
    Label title =
        new Label(more == 0 ? task.getTitle() : Texts.text("status.more", task.getTitle(), more));
    ProgressBar progress = new ProgressBar();
    progress.progressProperty().bind(task.progressProperty());
    progress.setPrefWidth(96);
    Button cancel =
        Icons.button(BootstrapIcons.X, Texts.text("status.cancel", task.getTitle()), task::cancel);
    taskPlace.getChildren().addAll(title, progress, cancel);
  }
}
