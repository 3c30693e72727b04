package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.statescope.app.plot.ShownRun;

/// What there is to tell of crossings.
///
/// @param crossings the newest of every run, latest step first
/// @param count how many there are in all
/// @param isComplete whether every snapshot there was has been looked at
/// @param problems why there may be more, as sentences
record CrossingReport(
    List<Entry> crossings, long count, boolean isComplete, List<String> problems) {
  static final CrossingReport NOTHING = new CrossingReport(List.of(), 0, false, List.of());

  /// A crossing and the run it is of.
  record Entry(ShownRun run, Crossing crossing) {}

  CrossingReport {
    crossings = List.copyOf(crossings);
    problems = List.copyOf(problems);
  }

  /// How many of the listed ones are of a run.
  long countOf(Path run) {
    return crossings.stream().filter(entry -> entry.crossing().run().equals(run)).count();
  }

  static CrossingReport of(
      List<ShownRun> runs,
      Function<ShownRun, List<Crossing>> crossings,
      long count,
      boolean complete,
      List<String> problems) {
    List<Entry> entries = new ArrayList<>();
    for (ShownRun run : runs) {
      crossings.apply(run).forEach(crossing -> entries.add(new Entry(run, crossing)));
    }
    entries.sort(Comparator.comparingLong((Entry each) -> each.crossing().after()).reversed());
    return new CrossingReport(entries, count, complete, problems);
  }
}
