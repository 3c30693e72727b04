package org.statescope.app.meter;

import java.util.Optional;
import org.statescope.training.run.dynamics.LayerDynamics;

/// How far the nearest pole of a layer is from the boundary.
///
/// @param margin the least −max Re λ over the layer's systems, 1/time; negative when unstable
/// @param unstable systems with a pole on or beyond the imaginary axis
/// @param systems of the layer
record LayerDistance(int layer, double margin, int unstable, int systems) {

  /// Empty where no system's margin is defined.
  static Optional<LayerDistance> of(LayerDynamics layer) {
    double least = Double.POSITIVE_INFINITY;
    int unstable = 0;
    for (int system = 0; system < layer.systems(); system++) {
      double margin = layer.stabilityMargin(system).orElse(Double.POSITIVE_INFINITY);
      least = Math.min(least, margin);
      unstable += margin <= 0 ? 1 : 0;
    }
    return least == Double.POSITIVE_INFINITY
        ? Optional.empty()
        : Optional.of(new LayerDistance(layer.layer(), least, unstable, layer.systems()));
  }

  boolean isStable() {
    return unstable == 0;
  }
}
