package org.statescope.training.trainer;

import org.statescope.training.run.ModelConfiguration;

/// A state matrix with a pole outside of the open left half-plane.
///
/// @param layer from 0
/// @param system from 0 among the layer's systems
/// @param spectralAbscissa the largest real part of a pole, at least 0
record UnstableSystem(int layer, int system, double spectralAbscissa) {
  /// The place in words, such as `layer 2, channel 17`.
  String place(ModelConfiguration model) {
    if (model.systems() == 1) {
      return "layer %d, channels 0 to %d".formatted(layer, model.channels() - 1);
    }
    return "layer %d, %s %d"
        .formatted(layer, model.structure().hasHeads() ? "head" : "channel", system);
  }
}
