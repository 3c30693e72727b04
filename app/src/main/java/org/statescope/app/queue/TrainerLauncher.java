package org.statescope.app.queue;

import java.util.function.Consumer;

/// Starts a trainer on a run that waited. Called on the JavaFX thread, as the callbacks are.
public interface TrainerLauncher {
  /// @param onEnded the trainer's process has ended, however
  /// @param onFailure there is no process; gets the reason as a sentence
  void launch(QueuedRun run, Runnable onEnded, Consumer<String> onFailure);
}
