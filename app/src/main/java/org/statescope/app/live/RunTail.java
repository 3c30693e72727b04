package org.statescope.app.live;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.event.Event;
import org.statescope.training.run.event.EventReader;

/// Follows the events of one run. Used by the reading thread only.
final class RunTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunTail.class);

  private final EventReader reader;
  private final Map<String, ScalarColumn> columns = new HashMap<>();
  private final Map<String, Scalars> views = new HashMap<>();
  private ShownRun run;
  private OptionalDouble start = OptionalDouble.empty();
  private Optional<RunConfiguration> configuration = Optional.empty();
  private Optional<String> problem = Optional.empty();
  private boolean changed = true;

  RunTail(ShownRun run) {
    this.run = run;
    reader = new EventReader(run.folder());
  }

  /// The same run under another label or colour.
  void rename(ShownRun run) {
    changed |= !run.equals(this.run);
    this.run = run;
  }

  /// Reads what is new; tells whether anything changed since the last view.
  boolean poll() {
    try {
      if (configuration.isEmpty()) {
        configuration = Optional.of(RunFolder.open(run.folder()).configuration());
      }
      reader.poll(this::take);
    } catch (IOException e) {
      report(String.valueOf(e.getMessage()), e);
    }
    return changed;
  }

  RunScalars view() {
    changed = false;
    columns.forEach((tag, column) -> views.computeIfAbsent(tag, ignored -> column.view()));
    return new RunScalars(run, configuration, views, problem);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      LOG.warn("The event file of {} could not be closed", run.folder(), e);
    }
  }

  private void take(Event event) {
    switch (event) {
      case Event.Scalar(var step, var time, var tag, var value) -> {
        double now = time.getEpochSecond() + time.getNano() * 1e-9;
        if (start.isEmpty()) {
          start = OptionalDouble.of(now);
        }
        columns
            .computeIfAbsent(tag, ignored -> new ScalarColumn())
            .add(step, now - start.getAsDouble(), value);
        views.remove(tag);
        changed = true;
      }
      case Event.Restarted(var firstStep, var time) -> {
        columns.values().forEach(column -> column.cutFrom(firstStep));
        views.clear();
        changed = true;
      }
      case Event.Damaged(var file, var position, var sentence) -> {
        problem = Optional.of(sentence);
        changed = true;
      }
      case Event.Histogram histogram -> {
        // The dynamics folder holds what the histograms summarise.
      }
    }
  }

  private void report(String sentence, IOException cause) {
    if (!problem.equals(Optional.of(sentence))) {
      LOG.warn("The run {} could not be read", run.folder(), cause);
      problem = Optional.of(sentence);
      changed = true;
    }
  }
}
