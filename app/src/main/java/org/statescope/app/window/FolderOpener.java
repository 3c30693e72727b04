package org.statescope.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.checkpoint.OpenModels;
import org.statescope.app.texts.Texts;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.RunFolder;

/// Opens run folders, folders of runs and checkpoints, and remembers the last ones.
public final class FolderOpener {
  private static final int MOST_RECENT = 8;

  /// How far above a file its run folder is looked for: `checkpoints/step-…/model.safetensors`.
  private static final int LEVELS = 3;

  private enum Kind {
    NOTHING,
    NOT_OPENABLE,
    NO_RUN,
    RUN,
    RUNS,
    MODEL
  }

  /// @param folder what to watch
  private record Found(Kind kind, Path folder) {}

  private final Workspace workspace;
  private final OpenModels models;
  private final BackgroundTasks tasks;
  private final Consumer<String> notice;
  private final ObservableList<Path> recent = FXCollections.observableArrayList();

  public FolderOpener(
      Workspace workspace,
      OpenModels models,
      BackgroundTasks tasks,
      List<Path> recent,
      Consumer<String> notice) {
    this.workspace = workspace;
    this.models = models;
    this.tasks = tasks;
    this.notice = notice;
    this.recent.setAll(recent);
  }

  /// What was opened, newest first.
  public ObservableList<Path> recent() {
    return recent;
  }

  /// Watches folders; a run folder is ticked as well, and so is the run folder that a file lies in.
  /// A checkpoint of no run is opened to be looked at. Anything else is told in a sentence.
  ///
  /// @param onRuns called once something with runs is watched
  /// @param onModel called once a checkpoint's poles can be shown
  public void openAll(List<Path> paths, Runnable onRuns, Runnable onModel) {
    for (Path path : paths) {
      tasks.run(
          Texts.text("open.task"),
          progress -> look(path),
          found -> {
            open(path, found, onModel);
            if (found.kind() == Kind.RUN || found.kind() == Kind.RUNS) {
              onRuns.run();
            }
          });
    }
  }

  private void open(Path path, Found found, Runnable onModel) {
    switch (found.kind()) {
      case NOTHING -> notice.accept(Texts.text("open.absent", path));
      case NOT_OPENABLE -> notice.accept(Texts.text("open.cannot", path.getFileName()));
      case NO_RUN -> {
        watch(found.folder());
        notice.accept(Texts.text("open.notARun", path));
      }
      case RUN -> {
        watch(found.folder());
        workspace.tick(found.folder());
      }
      case RUNS -> watch(found.folder());
      case MODEL ->
          models.open(
              found.folder(),
              () -> {
                remember(found.folder());
                onModel.run();
              });
    }
  }

  private void watch(Path folder) {
    workspace.open(folder);
    remember(folder);
  }

  private void remember(Path folder) {
    recent.remove(folder);
    recent.addFirst(folder);
    if (recent.size() > MOST_RECENT) {
      recent.removeLast();
    }
  }

  private static Found look(Path path) throws IOException {
    if (!Files.exists(path)) {
      return new Found(Kind.NOTHING, path);
    }
    if (!Files.isDirectory(path)) {
      return runAround(path)
          .map(folder -> new Found(Kind.RUN, folder))
          .orElse(new Found(modelOr(Kind.NOT_OPENABLE, path), path));
    }
    if (RunFolder.isRunFolder(path)) {
      return new Found(Kind.RUN, path);
    }
    try (Stream<Path> children = Files.list(path)) {
      if (children.anyMatch(RunFolder::isRunFolder)) {
        return new Found(Kind.RUNS, path);
      }
    }
    Optional<Path> run = runAround(path);
    return run.isPresent()
        ? new Found(Kind.RUN, run.get())
        : new Found(modelOr(Kind.NO_RUN, path), path);
  }

  private static Kind modelOr(Kind other, Path path) throws IOException {
    return OpenModels.looksLikeOne(path) ? Kind.MODEL : other;
  }

  private static Optional<Path> runAround(Path file) {
    return Stream.iterate(file.getParent(), Objects::nonNull, Path::getParent)
        .limit(LEVELS)
        .filter(RunFolder::isRunFolder)
        .findFirst();
  }
}
