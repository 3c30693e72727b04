package org.statescope.training.run.event;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All scalars a run reported so far, by tag, kept up to date by polling. Used by one thread.
///
/// The series are live: {@link #poll} appends to them, and cuts them where a restart reports steps
/// again.
public final class EventHistory implements AutoCloseable {
  private final EventReader reader;
  private final SortedMap<String, ScalarSeries> series = new TreeMap<>();
  private final List<Event.Damaged> damages = new ArrayList<>();
  private boolean changed;

  public EventHistory(Path runFolder) {
    reader = new EventReader(runFolder);
  }

  /// Reads what is new and tells whether anything was.
  public boolean poll() throws IOException {
    changed = false;
    reader.poll(this::take);
    return changed;
  }

  private void take(Event event) {
    changed = true;
    switch (event) {
      case Event.Scalar scalar -> series(scalar.tag()).add(scalar.step(), scalar.value());
      case Event.Restarted restarted ->
          series.values().forEach(each -> each.cutFrom(restarted.firstStep()));
      case Event.Damaged damaged -> damages.add(damaged);
      case Event.Histogram ignored -> {
        // Histograms are for TensorBoard; the desktop reads the dynamics folder, which holds more.
      }
    }
  }

  /// The series of a tag; empty while nothing was reported under it.
  public ScalarSeries series(String tag) {
    return series.computeIfAbsent(tag, ignored -> new ScalarSeries());
  }

  /// Every tag reported so far with its series.
  public SortedMap<String, ScalarSeries> all() {
    return Collections.unmodifiableSortedMap(series);
  }

  /// Stretches of the files that could not be read.
  public List<Event.Damaged> damages() {
    return Collections.unmodifiableList(damages);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
