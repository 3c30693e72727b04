package org.statescope.training.cpu;

import org.statescope.training.tensor.ScanSignals;
import org.statescope.training.tensor.Tensor;

/// Checks of the tensors that a scan is given.
final class ScanShapes {
  private ScanShapes() {}

  static void require(ScanSignals signals, boolean fits, Tensor tensor) {
    if (!fits) {
      throw new IllegalArgumentException("%s does not fit %s".formatted(tensor, signals.input()));
    }
  }

  /// Groups of channels that a vector per token, `(batch, length, groups · order)`, tells apart.
  static int groups(ScanSignals signals, int order, Tensor vector) {
    int groups = vector.columns() / order;
    require(
        signals,
        vector.rows() == signals.input().rows()
            && groups * order == vector.columns()
            && groups >= 1
            && signals.channels() % groups == 0,
        vector);
    return groups;
  }

  static void requirePerToken(ScanSignals signals, int order, Tensor vector) {
    require(signals, vector.rows() == signals.input().rows() && vector.columns() == order, vector);
  }
}
