package org.statescope.app.workspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.collections.ModifiableObservableListBase;

/// A list of runs that reports changes of their readings and ticks too, all that happen in one
/// [#together] as one change: eight runs that train must not make the window look eight times.
final class RunEntries extends ModifiableObservableListBase<RunEntry> {
  private final List<RunEntry> entries = new ArrayList<>();
  private final Map<RunEntry, InvalidationListener> listeners = new HashMap<>();

  /// Does something to the runs of which listeners hear once, at its end.
  void together(Runnable changes) {
    beginChange();
    try {
      changes.run();
    } finally {
      endChange();
    }
  }

  @Override
  public RunEntry get(int index) {
    return entries.get(index);
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  protected void doAdd(int index, RunEntry entry) {
    entries.add(index, entry);
    InvalidationListener listener = changed -> report(entry);
    listeners.put(entry, listener);
    entry.readingProperty().addListener(listener);
    entry.tickedProperty().addListener(listener);
  }

  @Override
  protected RunEntry doSet(int index, RunEntry entry) {
    RunEntry before = doRemove(index);
    doAdd(index, entry);
    return before;
  }

  @Override
  protected RunEntry doRemove(int index) {
    RunEntry entry = entries.remove(index);
    InvalidationListener listener = listeners.remove(entry);
    entry.readingProperty().removeListener(listener);
    entry.tickedProperty().removeListener(listener);
    return entry;
  }

  private void report(RunEntry entry) {
    // A property is heard again once it has been read, and listeners need not read every run.
    entry.readingProperty().get();
    entry.tickedProperty().get();
    beginChange();
    nextUpdate(entries.indexOf(entry));
    endChange();
  }
}
