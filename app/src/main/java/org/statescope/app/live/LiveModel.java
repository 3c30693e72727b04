package org.statescope.app.live;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;

/// What the live plots show: the scalars of the shown runs. Properties belong to the JavaFX thread.
public final class LiveModel implements AutoCloseable {
  private final ObservableList<ShownRun> runs = FXCollections.observableArrayList();
  private final StepCursor cursor;

  /// @param cursor the step all views look at
  /// @param background reads event files and thins curves
  /// @param foreground runs a task on the JavaFX thread, `Platform::runLater` in the lab
  public LiveModel(StepCursor cursor, ScheduledExecutorService background, Executor foreground) {
    this.cursor = cursor;
  }

  /// The runs to show, in the order of the legend; the caller changes the list as it likes.
  public ObservableList<ShownRun> runs() {
    return runs;
  }

  public StepCursor cursor() {
    return cursor;
  }

  /// Stops reading; the executors stay the caller's.
  @Override
  public void close() {}
}
