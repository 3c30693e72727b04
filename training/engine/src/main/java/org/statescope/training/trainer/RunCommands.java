package org.statescope.training.trainer;

import java.io.IOException;
import java.util.Set;
import org.statescope.training.run.Command;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// Obeys what the user asks of a run, by files in its folder or from another thread, between two
/// steps.
final class RunCommands {
  private static final long PAUSE_POLL_MILLIS = 50;

  private final RunFolder folder;
  private final TrainerEvents events;
  private volatile boolean stopRequested;

  /// Writes a checkpoint of the step that is done.
  @FunctionalInterface
  interface Checkpointing {
    void checkpoint() throws IOException;
  }

  RunCommands(RunFolder folder, TrainerEvents events) {
    this.folder = folder;
    this.events = events;
  }

  /// Asks to stop; for other threads.
  void requestStop() {
    stopRequested = true;
  }

  /// Whether nothing is asked.
  boolean areNone() throws IOException {
    return !stopRequested && pending().isEmpty();
  }

  /// Obeys what was asked after `step`, waits while paused, and tells whether to stop.
  boolean mustStop(long step, StatusBoard status, Pace pace, Checkpointing checkpointing)
      throws IOException, InterruptedException {
    Set<Command> pending = obeyCheckpointNow(checkpointing);
    if (pending.contains(Command.RESUME)) {
      folder.obey(Command.RESUME);
    }
    if (pending.contains(Command.PAUSE) && !pending.contains(Command.STOP) && !stopRequested) {
      folder.obey(Command.PAUSE);
      waitWhilePaused(step, status, pace, checkpointing);
    }
    boolean stop = stopRequested || pending().contains(Command.STOP);
    if (stop) {
      folder.obey(Command.STOP);
      folder.obey(Command.PAUSE);
    }
    return stop;
  }

  private void waitWhilePaused(
      long step, StatusBoard status, Pace pace, Checkpointing checkpointing)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    status.enter(RunState.PAUSED, null);
    events.paused(step);
    while (!stopRequested) {
      Set<Command> pending = obeyCheckpointNow(checkpointing);
      if (pending.contains(Command.RESUME) || pending.contains(Command.STOP)) {
        break;
      }
      Thread.sleep(PAUSE_POLL_MILLIS);
    }
    folder.obey(Command.RESUME);
    pace.held(System.nanoTime() - begin);
    status.enter(RunState.RUNNING, null);
    events.continued(step);
  }

  private Set<Command> obeyCheckpointNow(Checkpointing checkpointing) throws IOException {
    Set<Command> pending = pending();
    if (pending.contains(Command.CHECKPOINT_NOW)) {
      checkpointing.checkpoint();
      folder.obey(Command.CHECKPOINT_NOW);
    }
    return pending;
  }

  /// A folder without commands may have been removed, which ends the run.
  private Set<Command> pending() throws IOException {
    folder.requireThere();
    return folder.pendingCommands();
  }
}
