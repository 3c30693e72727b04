package org.statescope.training.model;

import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Sharing;

/// The shape of whatever a canonical form has N of per system.
final class CanonicalShape {
  private CanonicalShape() {}

  /// `(order)`, or `(channels, order)` where each channel is a system of its own.
  static int[] of(ModelConfiguration model) {
    return model.requireCanonical().sharing() == Sharing.CHANNEL
        ? new int[] {model.channels(), model.order()}
        : new int[] {model.order()};
  }

  /// The vector `scale · e_N`.
  static double[] lastUnit(int order, double scale) {
    double[] last = new double[order];
    last[order - 1] = scale;
    return last;
  }
}
