package org.statescope.training.run.design;

import java.util.List;

/// What one edit did.
///
/// @param systems how many systems it changed
/// @param movedPoles how many poles are elsewhere, conjugates counted
/// @param removedStates the states that it left out of all systems: by zeros in the projection of
///   B, or by the open end of a companion layer
/// @param predictions of the systems that it changes most, or of a share of them where there are
///   many; with ones in the place of B and C, which come from the text
public record EditOutcome(
    int systems, int movedPoles, List<Integer> removedStates, List<SystemPrediction> predictions) {
  public EditOutcome {
    removedStates = List.copyOf(removedStates);
    predictions = List.copyOf(predictions);
  }
}
