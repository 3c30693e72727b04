package org.statescope.app.launch;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.queue.QueuedRun;
import org.statescope.app.queue.TrainerLauncher;
import org.statescope.app.texts.Texts;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;

/// Starts trainers and tells in a sentence when one does not start or ends by an error.
public final class RunStarter implements TrainerLauncher {
  private static final Logger LOG = LoggerFactory.getLogger(RunStarter.class);

  /// Exit codes above it are this plus the number of the signal that ended the process.
  private static final int SIGNAL = 128;

  private final Path runsRoot;
  private final Optional<TrainerCommand> command;
  private final Workspace workspace;
  private final BackgroundTasks tasks;
  private final Consumer<String> notice;

  /// @param runsRoot where new run folders are made
  /// @param command how to call the trainer; empty where the desktop runs without its launcher
  /// @param notice shows a sentence to the user
  public RunStarter(
      Path runsRoot,
      Optional<TrainerCommand> command,
      Workspace workspace,
      BackgroundTasks tasks,
      Consumer<String> notice) {
    this.runsRoot = runsRoot;
    this.command = command;
    this.workspace = workspace;
    this.tasks = tasks;
    this.notice = notice;
  }

  public Path runsRoot() {
    return runsRoot;
  }

  /// Makes a run folder for each configuration, which is then to be queued.
  ///
  /// @param onMade gets the folders, in the order of the configurations
  public void make(List<RunConfiguration> configurations, Consumer<List<Path>> onMade) {
    tasks.run(
        Texts.text("launch.task.make"),
        progress -> {
          List<Path> folders = new ArrayList<>();
          for (RunConfiguration configuration : configurations) {
            folders.add(RunFolder.create(runsRoot, configuration).path());
          }
          return folders;
        },
        folders -> {
          folders.forEach(workspace::tick);
          onMade.accept(folders);
        });
  }

  @Override
  public void launch(QueuedRun run, Runnable onEnded, Consumer<String> onFailure) {
    tasks.run(
        Texts.text("launch.task.start"),
        progress -> begin(run.folder(), run.threads()),
        process -> process.onExit().thenAccept(ended -> Platform.runLater(onEnded)),
        failure -> onFailure.accept(String.valueOf(failure.getMessage())));
  }

  /// Makes a run folder and starts its trainer at once, for each configuration.
  ///
  /// @param onStarted gets the folders, in the order of the configurations
  public void start(List<RunConfiguration> configurations, Consumer<List<Path>> onStarted) {
    tasks.run(
        Texts.text("launch.task.start"),
        progress -> {
          List<Path> folders = new ArrayList<>();
          for (RunConfiguration configuration : configurations) {
            Path folder = RunFolder.create(runsRoot, configuration).path();
            folders.add(folder);
            begin(folder, QueuedRun.ALL_THREADS);
          }
          return folders;
        },
        folders -> {
          folders.forEach(workspace::tick);
          onStarted.accept(folders);
        });
  }

  /// Starts a trainer that carries on the runs in these folders.
  public void carryOn(List<Path> folders) {
    tasks.run(
        Texts.text("launch.task.continue"),
        progress -> {
          for (Path folder : folders) {
            begin(folder, QueuedRun.ALL_THREADS);
          }
          return folders;
        },
        started -> {});
  }

  private Process begin(Path folder, int threads) throws IOException {
    TrainerCommand trainer =
        command.orElseThrow(() -> new IOException(Texts.text("launch.noLauncher")));
    Process process = trainer.start(folder, threads);
    LOG.info("Trainer {} works on {}", process.pid(), folder);
    process.onExit().thenAccept(ended -> tellIfFailed(folder, ended.exitValue()));
    return process;
  }

  private void tellIfFailed(Path folder, int exitCode) {
    if (exitCode == 0) {
      return;
    }
    String lastLine = lastLine(folder).orElse("—");
    Platform.runLater(() -> notice.accept(sentence(folder, exitCode, lastLine)));
  }

  private String sentence(Path folder, int exitCode, String lastLine) {
    String name =
        workspace
            .find(folder)
            .map(RunEntry::label)
            .orElseGet(() -> folder.getFileName().toString());
    return exitCode > SIGNAL
        ? Texts.text("launch.killed", name, exitCode - SIGNAL)
        : Texts.text("launch.ended", name, exitCode, lastLine);
  }

  /// The last line the trainer printed that is not blank.
  static Optional<String> lastLine(Path folder) {
    try {
      return Files.readAllLines(folder.resolve(TrainerCommand.OUTPUT)).stream()
          .flatMap(line -> java.util.stream.Stream.of(line.split("\r")))
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .reduce((first, second) -> second);
    } catch (MalformedInputException e) {
      return Optional.of(Texts.text("launch.unreadableOutput", TrainerCommand.OUTPUT));
    } catch (IOException e) {
      LOG.info("The output of the trainer of {} does not read", folder, e);
      return Optional.empty();
    }
  }
}
