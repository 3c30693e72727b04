package org.statescope.analysis.design;

/// Removes a state, with its conjugate if its pole is complex.
///
/// What removal means in each kind of layer, and where it is exact, the package says.
///
/// @param layer index of the layer
/// @param system index of the system, or [PoleEdit#ALL] for the state of that number in all systems
/// @param state number of the state, see [PoleEdit]
public record PruneState(int layer, int system, int state) implements PoleEdit {
  public PruneState {
    PoleEdit.requirePlace(layer, system);
    PoleEdit.requireState(state);
  }
}
