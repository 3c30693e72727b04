package org.statescope.analysis.checkpoint.family;

import java.io.IOException;

/// The N parameters of a canonical form: of one system that all channels of the layer share, or of
/// each channel's own.
///
/// @param count systems
/// @param order states of each
/// @param values count × order
/// @param steps Δ of each channel, also where they share a system
record SharedSystem(int count, int order, double[] values, ImpliedSteps steps) {
  /// Poles times channels of a layer: each pole has a memory at the step of each channel.
  private static final long MOST_MEMORIES = 1 << 24;

  static SharedSystem of(LayerReader reader, TensorIndex tensors, String layer, String name)
      throws IOException {
    int rank = reader.rank(layer + name);
    long[] shape = tensors.shape(layer + name, rank);
    int order = reader.requireOrder(layer + name, shape[rank - 1]);
    double[] values = tensors.doubles(layer + name);
    String stepBias = layer + "dt_proj.bias";
    ImpliedSteps steps = ImpliedSteps.UNKNOWN;
    if (tensors.has(stepBias)) {
      steps =
          rank == 1
              ? ImpliedSteps.softplus(tensors.doubles(stepBias))
              : reader.softplus(stepBias, values.length / order);
    }
    if (rank == 1) {
      if ((long) order * steps.values().length > MOST_MEMORIES) {
        throw tensors.failure(
            "its layer "
                + layer
                + " has "
                + steps.values().length
                + " channels of "
                + order
                + " states");
      }
      reader.remark("The channels of a layer share one A, so it counts as one system.");
    }
    return new SharedSystem(values.length / order, order, values, steps);
  }
}
