package org.statescope.analysis.design;

/// One edit of the poles of a layer.
///
/// States are numbered as [EditedNetwork#poles] lists them, which for a layer that no edit has
/// touched is the order of [org.statescope.analysis.network.BankPoles]. Edits keep the numbers: the
/// pole that was number 3 is number 3 wherever it was moved.
public sealed interface PoleEdit permits MovePole, ClampPoles, PruneState, TruncateLayer {
  /// The number that stands for all systems of a layer.
  int ALL = -1;

  /// Index of the layer in its network.
  int layer();

  /// Refuses a layer that no network has.
  private static void requireLayer(int layer) {
    if (layer < 0) {
      throw new IllegalArgumentException("The layer is " + layer + " but layers count from 0.");
    }
  }

  /// Refuses what no edit can name.
  ///
  /// @param system an index, or [#ALL]
  static void requirePlace(int layer, int system) {
    requireLayer(layer);
    if (system < ALL) {
      throw new IllegalArgumentException(
          "The system is " + system + " but systems count from 0, and " + ALL + " means all.");
    }
  }

  /// Refuses a state that no system has.
  static void requireState(int state) {
    if (state < 0) {
      throw new IllegalArgumentException("The state is " + state + " but states count from 0.");
    }
  }
}
