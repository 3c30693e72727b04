package org.statescope.app.structure;

import java.util.List;
import java.util.Optional;

/// The last colour scale that was asked for: legends and maps of a page share it, and it takes a
/// look at every system of every run.
final class HeatScales {
  private record Known(List<RunCensus> runs, HeatScale scale) {}

  private Optional<Known> last = Optional.empty();

  /// What a background task has found.
  void know(List<RunCensus> runs, HeatScale scale) {
    last = Optional.of(new Known(runs, scale));
  }

  HeatScale of(Quantity quantity, List<RunCensus> runs) {
    Known known =
        last.filter(each -> each.runs == runs && each.scale.quantity() == quantity)
            .orElseGet(() -> new Known(runs, HeatScale.of(quantity, runs)));
    last = Optional.of(known);
    return known.scale;
  }
}
