package org.statescope.app.poles;

import java.util.Arrays;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Recognises poles from snapshot to snapshot.
///
/// A diagonal A keeps each pole at its place. The eigenvalues of a canonical form come in whatever
/// order the solver found them, so those of each system are paired with those of the snapshot
/// before by least total squared distance. Where two poles pass each other between two snapshots
/// the pairing is a convention, not a fact.
final class PoleTracker {
  private PoleTracker() {}

  /// The order in which the first snapshot lists its poles.
  static int[] initialOrder(PoleLayout layout) {
    int[] order = new int[layout.size()];
    for (int layer = 0; layer < layout.layers(); layer++) {
      for (int i = layout.first(layer); i < layout.end(layer); i++) {
        order[i] = i - layout.first(layer);
      }
    }
    return order;
  }

  /// The places of the poles of `before` in `snapshot`.
  static int[] follow(PoleFrame before, DynamicsSnapshot snapshot) {
    int[] order = initialOrder(before.layout());
    if (snapshot.structure().isCanonical()) {
      for (LayerDynamics layer : snapshot.layers()) {
        for (int system = 0; system < layer.systems(); system++) {
          pair(before, layer, system, order);
        }
      }
    }
    return order;
  }

  private static void pair(PoleFrame before, LayerDynamics layer, int system, int[] order) {
    int size = layer.order();
    int place = system * size;
    int first = before.layout().first(layer.layer()) + place;
    double[] costs = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double re = before.sReal()[first + i] - layer.polesReal()[place + j];
        double im = before.sImaginary()[first + i] - layer.polesImaginary()[place + j];
        costs[i * size + j] = re * re + im * im;
      }
    }
    if (Arrays.stream(costs).allMatch(Double::isFinite)) {
      int[] pairs = Assignment.cheapest(costs, size);
      for (int i = 0; i < size; i++) {
        order[first + i] = place + pairs[i];
      }
    }
  }
}
