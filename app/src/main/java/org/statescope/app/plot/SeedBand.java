package org.statescope.app.plot;

import java.util.List;

/// Curves of one configuration over several seeds, drawn as their mean in a band; the curves
/// themselves stay faintly behind.
///
/// @param label what read-outs and legend call it
/// @param colour index into [ChartColours#series]
/// @param spread what the band spans
/// @param members the curves, at least two; all of one quantity
public record SeedBand(String label, int colour, Spread spread, List<Curve> members) {
  /// What a band spans at each place.
  public enum Spread {
    /// From the lowest to the highest seed.
    RANGE,
    /// The 95 % interval of the mean.
    INTERVAL
  }

  public SeedBand {
    members = List.copyOf(members);
    if (members.size() < 2) {
      throw new IllegalArgumentException(
          "a band needs at least 2 curves, but " + label + " has " + members.size());
    }
  }
}
