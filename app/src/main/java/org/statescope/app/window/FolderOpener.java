package org.statescope.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private enum Found {
    NOTHING,
    NO_RUN,
    RUN,
    RUNS
  }

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

  /// Watches the folder; a run folder is ticked as well. A folder without runs is told in a
  /// sentence.
  ///
  /// @param onOpened called once the folder is watched
  public void open(Path folder, Runnable onOpened) {
    tasks.run(
        Texts.text("open.task"),
        progress -> look(folder),
        found -> {
          switch (found) {
            case NOTHING -> notice.accept(Texts.text("open.absent", folder));
            case NO_RUN -> {
              watch(folder);
              notice.accept(Texts.text("open.notARun", folder));
            }
            case RUN -> {
              watch(folder);
              workspace.tick(folder);
              onOpened.run();
            }
            case RUNS -> {
              watch(folder);
              onOpened.run();
            }
          }
        });
  }

  private void watch(Path folder) {
    workspace.open(folder);
    recent.remove(folder);
    recent.addFirst(folder);
    if (recent.size() > MOST_RECENT) {
      recent.removeLast();
    }
  }

  private static Found look(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Found.NOTHING;
    }
    if (RunFolder.isRunFolder(folder)) {
      return Found.RUN;
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.anyMatch(RunFolder::isRunFolder) ? Found.RUNS : Found.NO_RUN;
    }
  }
}
