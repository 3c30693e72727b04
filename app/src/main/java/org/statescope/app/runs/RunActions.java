package org.statescope.app.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ObservableList;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.launch.RunStarter;
import org.statescope.app.queue.QueueActions;
import org.statescope.app.queue.QueuedRun;
import org.statescope.app.queue.RunQueue;
import org.statescope.app.texts.Texts;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Standing;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.Command;
import org.statescope.training.run.RunFolder;

/// What can be done with runs. Each action takes those of the given runs that it makes sense for.
public final class RunActions implements QueueActions {
  private final Workspace workspace;
  private final RunStarter starter;
  private final RunQueue queue;
  private final BackgroundTasks tasks;
  private final Consumer<Path> showFolder;

  /// @param showFolder opens a folder in the system's file manager
  public RunActions(
      Workspace workspace,
      RunStarter starter,
      RunQueue queue,
      BackgroundTasks tasks,
      Consumer<Path> showFolder) {
    this.workspace = workspace;
    this.starter = starter;
    this.queue = queue;
    this.tasks = tasks;
    this.showFolder = showFolder;
  }

  public static boolean canPause(RunEntry run) {
    return run.standing() == Standing.RUNNING;
  }

  public static boolean canResume(RunEntry run) {
    return run.standing() == Standing.PAUSED;
  }

  public static boolean canStop(RunEntry run) {
    return run.standing().isLive();
  }

  public static boolean canContinue(RunEntry run) {
    return run.standing().canContinue();
  }

  /// Whether any of the runs admits the action, as the runs change.
  public BooleanBinding any(ObservableList<RunEntry> runs, Predicate<RunEntry> admits) {
    return Bindings.createBooleanBinding(
        () -> runs.stream().anyMatch(admits), runs, workspace.runs());
  }

  public void pause(List<RunEntry> runs) {
    send(Command.PAUSE, runs.stream().filter(RunActions::canPause).toList());
  }

  /// Lets paused runs go on, and gives runs without a trainer a new one.
  public void resume(List<RunEntry> runs) {
    send(Command.RESUME, runs.stream().filter(RunActions::canResume).toList());
    List<Path> without =
        runs.stream().filter(RunActions::canContinue).map(RunEntry::folder).toList();
    List<Path> begun =
        without.stream().filter(folder -> queue.queue().find(folder).isEmpty()).toList();
    without.forEach(folder -> queue.queue().find(folder).ifPresent(this::beginNow));
    if (!begun.isEmpty()) {
      starter.carryOn(begun);
    }
  }

  RunQueue queue() {
    return queue;
  }

  @Override
  public void beginNow(QueuedRun run) {
    queue.beginNow(run);
  }

  @Override
  public void takeOff(QueuedRun run) {
    queue.remove(run.folder());
    tasks.run(
        Texts.text("queue.task.off"),
        progress -> {
          NotBegun.mark(RunFolder.open(run.folder()), Texts.text("queue.wasTakenOff"));
          return run;
        },
        done -> {});
  }

  /// Stops; the trainer writes a checkpoint first.
  public void stop(List<RunEntry> runs) {
    stop(runs, () -> {});
  }

  /// Stops, and tells when all trainers have been asked.
  public void stop(List<RunEntry> runs, Runnable onAsked) {
    send(Command.STOP, runs.stream().filter(RunActions::canStop).toList(), onAsked);
  }

  public void checkpoint(List<RunEntry> runs) {
    send(Command.CHECKPOINT_NOW, runs.stream().filter(RunActions::canStop).toList());
  }

  public void openFolder(RunEntry run) {
    showFolder.accept(run.folder());
  }

  /// Takes the run off the list; its folder stays on the disk.
  public void remove(RunEntry run) {
    workspace.remove(run);
  }

  private void send(Command command, List<RunEntry> runs) {
    send(command, runs, () -> {});
  }

  private void send(Command command, List<RunEntry> runs, Runnable onSent) {
    List<Path> folders = runs.stream().map(RunEntry::folder).toList();
    if (folders.isEmpty()) {
      return;
    }
    tasks.run(
        Texts.text("runs.task.send"),
        progress -> {
          for (Path folder : folders) {
            RunFolder.open(folder).send(command);
          }
          return folders;
        },
        sent -> onSent.run());
  }
}
