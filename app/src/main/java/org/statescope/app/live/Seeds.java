package org.statescope.app.live;

import java.util.Optional;
import org.statescope.app.plot.SeedBand;

/// How runs that differ in their seed only are shown.
public enum Seeds {
  /// Each as a curve of its own.
  EACH(Optional.empty()),
  /// Their mean, in a band from the lowest to the highest.
  RANGE(Optional.of(SeedBand.Spread.RANGE)),
  /// Their mean, in a band of its 95 % interval.
  INTERVAL(Optional.of(SeedBand.Spread.INTERVAL));

  private final Optional<SeedBand.Spread> spread;

  Seeds(Optional<SeedBand.Spread> spread) {
    this.spread = spread;
  }

  Optional<SeedBand.Spread> spread() {
    return spread;
  }
}
