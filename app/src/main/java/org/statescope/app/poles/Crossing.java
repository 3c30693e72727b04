package org.statescope.app.poles;

import java.nio.file.Path;

/// A pole was on one side of a line Re s = −margin at a snapshot and not at the next.
///
/// @param run the run's folder
/// @param pole index in the run's layout
/// @param layer, channel, state where the pole is
/// @param shared whether all channels of the layer share the pole
/// @param before, after the steps of the two snapshots
/// @param realBefore, realAfter Re s at both
/// @param outward whether the margin was lost; else it was won back
/// @param matching how the pole of one snapshot was found in the next
public record Crossing(
    Path run,
    int pole,
    int layer,
    int channel,
    int state,
    boolean shared,
    long before,
    long after,
    double realBefore,
    double realAfter,
    boolean outward,
    Matching matching) {

  /// How a pole is known to be the same at two snapshots.
  public enum Matching {
    /// A diagonal A has it at the same place.
    BY_PLACE,
    /// Of the pairing of least total squared distance, and no other pole of its system was near
    /// enough to be meant.
    BY_DISTANCE,
    /// Of the same pairing, but it moved by at least half the distance to another pole of its
    /// system: who crossed is a convention, that one crossed is not.
    DOUBTFUL
  }

  SelectedPole selected() {
    return new SelectedPole(run, pole);
  }
}
