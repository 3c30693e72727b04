package org.statescope.app.poles;

import java.util.Optional;
import java.util.stream.IntStream;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// All poles of a run at one snapshot, in the order of its [PoleLayout]: a pole keeps its index
/// over training. Computed in the background, immutable by convention.
///
/// @param snapshot what was read
/// @param layout where each pole stands
/// @param order for each index the place of the pole among its layer's poles in the snapshot
/// @param sReal, sImaginary the poles in continuous time
/// @param zReal, zImaginary the poles frozen at the median step of their channel
/// @param network the systems of a checkpoint; a run's are rebuilt from the snapshot
record PoleFrame(
    DynamicsSnapshot snapshot,
    PoleLayout layout,
    int[] order,
    double[] sReal,
    double[] sImaginary,
    double[] zReal,
    double[] zImaginary,
    Optional<SsmNetwork> network) {
  private static final int MEDIAN = 2;

  /// @param order, network as the components of that name
  static PoleFrame of(
      DynamicsSnapshot snapshot, PoleLayout layout, int[] order, Optional<SsmNetwork> network) {
    int size = layout.size();
    double[] sReal = new double[size];
    double[] sImaginary = new double[size];
    double[] zReal = new double[size];
    double[] zImaginary = new double[size];
    double[] z = new double[2];
    for (LayerDynamics layer : snapshot.layers()) {
      int shared = medianChannel(layer);
      int first = layout.first(layer.layer());
      for (int i = first; i < layout.end(layer.layer()); i++) {
        sReal[i] = layer.polesReal()[order[i]];
        sImaginary[i] = layer.polesImaginary()[order[i]];
        int system = (i - first) / layer.order();
        int channel = layer.systems() == 1 ? shared : system;
        FrozenPole.of(
            sReal[i], sImaginary[i], layer.stepSize(channel, MEDIAN), snapshot.discretisation(), z);
        zReal[i] = z[0];
        zImaginary[i] = z[1];
      }
    }
    return new PoleFrame(snapshot, layout, order, sReal, sImaginary, zReal, zImaginary, network);
  }

  long step() {
    return snapshot.step();
  }

  LayerDynamics layer(int layer) {
    return snapshot.layers().get(layer);
  }

  /// The channel whose step size a pole is frozen at: its own, or the layer's median channel where
  /// all channels share the poles.
  int channelOf(int pole) {
    LayerDynamics layer = layer(layout.layerOf(pole));
    return layer.systems() == 1 ? medianChannel(layer) : layout.systemOf(pole);
  }

  /// Whether a number can be drawn for this pole in both planes.
  boolean isFinite(int pole) {
    return Double.isFinite(sReal[pole])
        && Double.isFinite(sImaginary[pole])
        && Double.isFinite(zReal[pole])
        && Double.isFinite(zImaginary[pole]);
  }

  /// The channel whose median step is the median of the layer's.
  static int medianChannel(LayerDynamics layer) {
    return IntStream.range(0, layer.channels())
        .boxed()
        .sorted(java.util.Comparator.comparingDouble(channel -> layer.stepSize(channel, MEDIAN)))
        .skip((layer.channels() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }
}
