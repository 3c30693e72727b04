package org.statescope.app.plot;

import java.nio.file.Path;

/// A run as every plot shows it.
///
/// @param folder the run folder, which is the run's identity
/// @param label what to call it on a legend, short
/// @param colour index into [ChartColours#series], kept by the run for as long as it is known
public record ShownRun(Path folder, String label, int colour) {
  public ShownRun {
    if (colour < 0) {
      throw new IllegalArgumentException(
          "a run's colour is an index from 0, but " + label + " was given " + colour);
    }
  }
}
