package org.statescope.app.background;

import java.util.function.Consumer;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;

/// Answers only the newest of its requests: an older one is cancelled and its result dropped.
public final class Newest {
  private final BackgroundTasks tasks;
  private @Nullable Task<?> current;

  Newest(BackgroundTasks tasks) {
    this.tasks = tasks;
  }

  /// Starts work in place of what was asked before; called on the JavaFX thread.
  ///
  /// @return the work's task, whose state says whether somebody cancelled it
  public <T> Task<T> run(String title, BackgroundTasks.Work<T> work, Consumer<T> onDone) {
    cancel();
    Task<T> task = tasks.run(title, work, onDone);
    current = task;
    return task;
  }

  /// The same with somebody who is told of a failure.
  public <T> Task<T> run(
      String title,
      BackgroundTasks.Work<T> work,
      Consumer<T> onDone,
      Consumer<Throwable> onFailure) {
    cancel();
    Task<T> task = tasks.run(title, work, onDone, onFailure);
    current = task;
    return task;
  }

  /// Drops what was asked before, if it has not been answered.
  public void cancel() {
    if (current != null) {
      current.cancel();
    }
  }
}
