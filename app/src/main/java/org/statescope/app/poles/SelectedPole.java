package org.statescope.app.poles;

import java.nio.file.Path;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// A pole that was clicked: the same one at every step.
///
/// @param run the run's folder
/// @param pole index in the run's layout
public record SelectedPole(Path run, int pole) {

  /// The pole of that place in a snapshot of the run.
  public static SelectedPole of(
      Path run, DynamicsSnapshot snapshot, int layer, int system, int state) {
    PoleLayout layout = PoleLayout.of(snapshot);
    int order = snapshot.layers().get(layer).order();
    return new SelectedPole(run, layout.first(layer) + system * order + state);
  }

  /// Whether a snapshot has this pole.
  public boolean isIn(DynamicsSnapshot snapshot) {
    return pole < PoleLayout.of(snapshot).size();
  }

  /// The pole's layer in a snapshot that has it.
  public int layerIn(DynamicsSnapshot snapshot) {
    return PoleLayout.of(snapshot).layerOf(pole);
  }

  /// The pole's system within that layer.
  public int systemIn(DynamicsSnapshot snapshot) {
    return PoleLayout.of(snapshot).systemOf(pole);
  }
}
