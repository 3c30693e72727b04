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
import org.statescope.app.texts.Texts;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.RunFolder;

/// Opens run folders and folders of runs, and remembers the last ones.
public final class FolderOpener {
  private static final int MOST_RECENT = 8;

  /// How far above a file its run folder is looked for: `checkpoints/step-…/model.safetensors`.
  private static final int LEVELS = 3;

  private enum Kind {
    NOTHING,
    NOT_OPENABLE,
    NO_RUN,
    RUN,
    RUNS
  }

  /// @param folder what to watch
  private record Found(Kind kind, Path folder) {}

  private final Workspace workspace;
  private final BackgroundTasks tasks;
  private final Consumer<String> notice;
  private final ObservableList<Path> recent = FXCollections.observableArrayList();

  public FolderOpener(
      Workspace workspace, BackgroundTasks tasks, List<Path> recent, Consumer<String> notice) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.notice = notice;
    this.recent.setAll(recent);
  }

  /// What was opened, newest first.
  public ObservableList<Path> recent() {
    return recent;
  }

  /// Watches folders; a run folder is ticked as well, and so is the run folder that a file lies in.
  /// A folder without runs, and a file of no run, is told in a sentence.
  ///
  /// @param onOpened called once something with runs is watched
  public void openAll(List<Path> paths, Runnable onOpened) {
    for (Path path : paths) {
      tasks.run(
          Texts.text("open.task"),
          progress -> look(path),
          found -> {
            open(path, found);
            if (found.kind() == Kind.RUN || found.kind() == Kind.RUNS) {
              onOpened.run();
            }
          });
    }
  }

  private void open(Path path, Found found) {
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
    }
  }

  private void watch(Path folder) {
    workspace.open(folder);
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
          .orElse(new Found(Kind.NOT_OPENABLE, path));
    }
    if (RunFolder.isRunFolder(path)) {
      return new Found(Kind.RUN, path);
    }
    try (Stream<Path> children = Files.list(path)) {
      return new Found(children.anyMatch(RunFolder::isRunFolder) ? Kind.RUNS : Kind.NO_RUN, path);
    }
  }

  private static Optional<Path> runAround(Path file) {
    return Stream.iterate(file.getParent(), Objects::nonNull, Path::getParent)
        .limit(LEVELS)
        .filter(RunFolder::isRunFolder)
        .findFirst();
  }
}
