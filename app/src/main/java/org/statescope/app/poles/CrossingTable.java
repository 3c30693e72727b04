package org.statescope.app.poles;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.statescope.app.plot.FigureTable;

/// Crossings as a table for a file.
///
/// @param margin whose crossing is told, in 1/time
record CrossingTable(List<CrossingReport.Entry> crossings, double margin) implements FigureTable {
  @Override
  public List<String> header() {
    return List.of(
        "run",
        "layer",
        "channel",
        "shared_by_all_channels",
        "state",
        "step_before",
        "step_after",
        "direction",
        "margin",
        "s_real_before",
        "s_real_after",
        "matched");
  }

  @Override
  public void rows(Consumer<List<String>> taker) {
    for (CrossingReport.Entry entry : crossings) {
      Crossing crossing = entry.crossing();
      taker.accept(
          List.of(
              entry.run().label(),
              Integer.toString(crossing.layer()),
              Integer.toString(crossing.channel()),
              crossing.shared() ? "yes" : "no",
              Integer.toString(crossing.state()),
              Long.toString(crossing.before()),
              Long.toString(crossing.after()),
              crossing.outward() ? "out" : "in",
              Double.toString(margin),
              Double.toString(crossing.realBefore()),
              Double.toString(crossing.realAfter()),
              crossing.matching().name().toLowerCase(Locale.ROOT)));
    }
  }
}
