package org.statescope.app.poles;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.plot.StepCursor;

/// What the pole maps show: the poles of the shown runs at the cursor's step. Properties belong to
/// the JavaFX thread.
public final class PolesModel implements AutoCloseable {
  private final ObservableList<ShownRun> runs = FXCollections.observableArrayList();
  private final StepCursor cursor;

  /// @param cursor the step all views look at
  /// @param background reads snapshots and asks `analysis`
  /// @param foreground runs a task on the JavaFX thread, `Platform::runLater` in the lab
  public PolesModel(StepCursor cursor, ScheduledExecutorService background, Executor foreground) {
    this.cursor = cursor;
  }

  /// The runs to show side by side; the caller changes the list as it likes.
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
