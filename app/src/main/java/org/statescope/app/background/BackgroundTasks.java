package org.statescope.app.background;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs slow work on threads of its own and brings the result back on the JavaFX thread.
///
/// Work gets immutable values and returns one; it touches no property and no node. All methods are
/// called on the JavaFX thread.
public final class BackgroundTasks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

  /// Work that may report where it is and should stop when asked.
  @FunctionalInterface
  public interface Work<T> {
    T run(Progress progress) throws Exception;
  }

  /// What running work says of itself; called from the work's thread.
  public interface Progress {
    /// @param fraction done, 0 to 1; negative when unknown
    /// @param message what is being done, one short line
    void report(double fraction, String message);

    boolean isCancelled();
  }

  private final ExecutorService executor;
  private final ObservableList<Task<?>> running = FXCollections.observableArrayList();
  private final ObservableList<Task<?>> runningView =
      FXCollections.unmodifiableObservableList(running);
  private final Consumer<Throwable> unhandled;

  /// @param unhandled told on the JavaFX thread of failures whose caller did not ask for them
  public BackgroundTasks(Consumer<Throwable> unhandled) {
    this.unhandled = unhandled;
    this.executor =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors() - 1),
            Thread.ofPlatform().daemon().name("background-", 1).factory());
  }

  /// What runs or waits, oldest first: title, message, progress and cancel of each.
  public ObservableList<Task<?>> running() {
    return runningView;
  }

  /// Starts work; its failure goes to the handler of this service.
  public <T> Task<T> run(String title, Work<T> work, Consumer<T> onDone) {
    return run(title, work, onDone, unhandled);
  }

  /// Starts work.
  ///
  /// @param onDone gets the result on the JavaFX thread, unless the work was cancelled
  /// @param onFailure gets what the work threw, on the JavaFX thread
  public <T> Task<T> run(
      String title, Work<T> work, Consumer<T> onDone, Consumer<Throwable> onFailure) {
    requireFxThread();
    Task<T> task = new WorkTask<>(title, work);
    task.setOnSucceeded(
        event -> {
          running.remove(task);
          onDone.accept(task.getValue());
        });
    task.setOnFailed(
        event -> {
          running.remove(task);
          LOG.warn("{} failed", title, task.getException());
          onFailure.accept(task.getException());
        });
    task.setOnCancelled(event -> running.remove(task));
    running.add(task);
    executor.execute(task);
    return task;
  }

  /// A place where only the newest request counts: submitting cancels what it has not yet answered.
  public Newest newest() {
    return new Newest(this);
  }

  /// Cancels everything and lets the threads end.
  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static void requireFxThread() {
    if (!Platform.isFxApplicationThread()) {
      throw new IllegalStateException(
          "Background tasks are started from the JavaFX thread, not from "
              + Thread.currentThread().getName());
    }
  }

  private static final class WorkTask<T> extends Task<T> implements Progress {
    private final Work<T> work;

    WorkTask(String title, Work<T> work) {
      this.work = work;
      updateTitle(title);
    }

    @Override
    protected T call() throws Exception {
      return work.run(this);
    }

    @Override
    public void report(double fraction, String message) {
      updateProgress(fraction, 1);
      updateMessage(message);
    }
  }
}
