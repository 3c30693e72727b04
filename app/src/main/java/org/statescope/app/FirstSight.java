package org.statescope.app;

import java.lang.management.ManagementFactory;
import javafx.animation.AnimationTimer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.workspace.RunEntry;

/// Says in the log when the list of runs has been drawn for the first time. It is then that a user
/// can begin; `mvn -Pbenchmark-lab` waits for these words.
final class FirstSight extends AnimationTimer implements ListChangeListener<RunEntry> {
  private static final Logger LOG = LoggerFactory.getLogger(FirstSight.class);

  /// The first pulse lays the list out and hands it to the renderer, the second waits until that is
  /// drawn: when the third begins it is on the screen.
  private static final int PULSES = 3;

  private final ObservableList<RunEntry> runs;
  private int pulses;

  private FirstSight(ObservableList<RunEntry> runs) {
    this.runs = runs;
  }

  static void logOf(ObservableList<RunEntry> runs) {
    runs.addListener(new FirstSight(runs));
  }

  @Override
  public void onChanged(Change<? extends RunEntry> change) {
    runs.removeListener(this);
    start();
  }

  @Override
  public void handle(long now) {
    if (++pulses == PULSES) {
      stop();
      LOG.info(
          "The first runs are on the screen after {} ms",
          ManagementFactory.getRuntimeMXBean().getUptime());
    }
  }
}
