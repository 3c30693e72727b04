package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.util.Subscription;
import org.statescope.app.plot.LatestTask;
import org.statescope.app.plot.ShownRun;

/// Which poles of the shown runs crossed a boundary, and which of that the user has not seen yet.
/// Snapshots are looked at in the background as they arrive; belongs to the JavaFX thread.
public final class CrossingAlarms implements AutoCloseable {
  private final DoubleProperty boundary = new SimpleDoubleProperty();
  private final ReadOnlyObjectWrapper<CrossingReport> report =
      new ReadOnlyObjectWrapper<>(CrossingReport.NOTHING);
  private final ReadOnlyObjectWrapper<CrossingMarks> marks =
      new ReadOnlyObjectWrapper<>(CrossingMarks.NONE);
  private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper();
  private final Map<Path, Long> seen = new HashMap<>();
  private final Supplier<List<ShownRun>> runs;
  private final CrossingScan scan;
  private final LatestTask task;
  private final Subscription changes;
  private boolean looking;

  /// @param runs the runs to watch
  /// @param task where snapshots are looked at
  CrossingAlarms(Supplier<List<ShownRun>> runs, CrossingScan scan, LatestTask task) {
    this.runs = runs;
    this.scan = scan;
    this.task = task;
    changes = boundary.subscribe(this::look);
  }

  /// The margin, in 1/time, whose crossing is told: 0 is the stability boundary.
  public DoubleProperty boundaryProperty() {
    return boundary;
  }

  ReadOnlyObjectProperty<CrossingReport> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /// The listed crossings along the steps.
  public ReadOnlyObjectProperty<CrossingMarks> marksProperty() {
    return marks.getReadOnlyProperty();
  }

  /// How many of the listed crossings are of steps beyond the last one the user has seen.
  public ReadOnlyIntegerProperty unreadProperty() {
    return unread.getReadOnlyProperty();
  }

  /// Whether the user looks at the list: what is and comes there counts as seen.
  void setLooking(boolean looking) {
    this.looking = looking;
    count();
  }

  /// Up to which step of each run the user has seen the crossings.
  public Map<Path, Long> seen() {
    return Map.copyOf(seen);
  }

  /// What an earlier session knew.
  public void remember(Map<Path, Long> earlier) {
    earlier.forEach((run, step) -> seen.merge(run, step, Math::max));
    count();
  }

  boolean isUnread(Crossing crossing) {
    return crossing.after() > seen.getOrDefault(crossing.run(), Long.MIN_VALUE);
  }

  /// Looks at what has been written since the last look.
  void look() {
    List<ShownRun> wanted = List.copyOf(runs.get());
    double margin = boundary.get();
    task.run(() -> scan.advance(wanted, margin), result -> deliver(result, margin));
  }

  @Override
  public void close() {
    changes.unsubscribe();
    task.close();
  }

  private void deliver(CrossingReport now, double margin) {
    if (margin != boundary.get()) {
      return;
    }
    if (now != report.get()) {
      report.set(now);
      marks.set(CrossingMarks.of(now));
      count();
    }
    if (!now.isComplete() && now.problems().isEmpty()) {
      look();
    }
  }

  private void count() {
    if (looking) {
      for (CrossingReport.Entry each : report.get().crossings()) {
        seen.merge(each.crossing().run(), each.crossing().after(), Math::max);
      }
    }
    unread.set(
        (int) report.get().crossings().stream().filter(each -> isUnread(each.crossing())).count());
  }
}
