package org.statescope.analysis.design;

/// Modal truncation: keeps the states of a layer that contribute most and removes the others as
/// [PruneState] does.
///
/// - Formula: state i contributes |cᵢ bᵢ| / |Re λᵢ|, the most that its mode can add to the H∞ norm;
///   without limit where Re λᵢ ≥ 0. In diagonal layers, where a state is removed in all systems at
///   once, the largest contribution over the systems counts; elsewhere each system has an order of
///   its own, with residues in the place of cᵢ bᵢ.
/// - Edge cases: of equal contributions the state with the smaller number stays. A complex pair is
///   kept or removed whole, so that fewer than `order` may stay.
///
/// @param layer index of the layer
/// @param order how many states stay at most, at least 1
public record TruncateLayer(int layer, int order) implements PoleEdit {
  public TruncateLayer {
    PoleEdit.requirePlace(layer, ALL);
    if (order < 1) {
      throw new IllegalArgumentException(
          "A layer cannot be truncated to " + order + " states: keep at least 1.");
    }
  }
}
