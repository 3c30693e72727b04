package org.statescope.app.launch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.queue.QueuedRun;
import org.statescope.app.queue.RunQueue;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.RunConfiguration;

/// Everything that launching needs: makes the form, puts its runs into the queue and keeps the last
/// choices.
public final class LaunchDesk {
  private final Workspace workspace;
  private final RunStarter starter;
  private final RunQueue queue;
  private final TrainerQuestions questions;
  private final BackgroundTasks tasks;
  private Map<String, String> remembered;

  /// @param remembered the last choices, as [#remembered] gave them
  public LaunchDesk(
      Workspace workspace,
      RunStarter starter,
      RunQueue queue,
      Optional<TrainerCommand> trainer,
      BackgroundTasks tasks,
      Map<String, String> remembered) {
    this.workspace = workspace;
    this.starter = starter;
    this.queue = queue;
    this.questions = new TrainerQuestions(trainer);
    this.tasks = tasks;
    this.remembered = Map.copyOf(remembered);
  }

  public RunQueue queue() {
    return queue;
  }

  /// The choices of the runs that were launched last.
  public Map<String, String> remembered() {
    return remembered;
  }

  /// The form with the last choices in it.
  ///
  /// @param onQueued gets the folders of the new runs
  /// @param close takes the form away
  public NewRunView form(
      java.util.function.Consumer<List<java.nio.file.Path>> onQueued, Runnable close) {
    NewRunModel model = new NewRunModel(workspace.runs().stream().map(RunEntry::label).toList());
    LaunchMemory memory = new LaunchMemory(model);
    memory.restore(remembered);
    Estimate estimate = new Estimate(questions, new SpeedHistory(workspace.runs()), tasks);
    return new NewRunView(
        model,
        questions,
        estimate,
        tasks,
        ready -> {
          remembered = Map.copyOf(new HashMap<>(memory.words()));
          close.run();
          starter.make(
              ready.configurations(),
              folders -> {
                List<QueuedRun> runs = new ArrayList<>();
                for (int i = 0; i < folders.size(); i++) {
                  RunConfiguration run = ready.configurations().get(i);
                  runs.add(new QueuedRun(folders.get(i), run.device(), ready.threads()));
                }
                queue.add(runs);
                onQueued.accept(folders);
              });
        },
        close);
  }
}
