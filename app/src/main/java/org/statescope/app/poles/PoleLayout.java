package org.statescope.app.poles;

import java.util.List;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Where each pole of a run stands in one long list: layer by layer, system by system, state by
/// state.
///
/// @param firstOfLayer index of each layer's first pole, and behind them the number of all poles
/// @param orderOfLayer states of a system in each layer
record PoleLayout(List<Integer> firstOfLayer, List<Integer> orderOfLayer) {
  PoleLayout {
    firstOfLayer = List.copyOf(firstOfLayer);
    orderOfLayer = List.copyOf(orderOfLayer);
  }

  static PoleLayout of(DynamicsSnapshot snapshot) {
    int[] first = new int[snapshot.layers().size() + 1];
    for (int i = 0; i < snapshot.layers().size(); i++) {
      LayerDynamics layer = snapshot.layers().get(i);
      first[i + 1] = first[i] + layer.systems() * layer.order();
    }
    return new PoleLayout(
        java.util.Arrays.stream(first).boxed().toList(),
        snapshot.layers().stream().map(LayerDynamics::order).toList());
  }

  int size() {
    return firstOfLayer.getLast();
  }

  int layers() {
    return orderOfLayer.size();
  }

  int first(int layer) {
    return firstOfLayer.get(layer);
  }

  int end(int layer) {
    return firstOfLayer.get(layer + 1);
  }

  int layerOf(int pole) {
    int layer = 0;
    while (pole >= end(layer)) {
      layer++;
    }
    return layer;
  }

  int systemOf(int pole) {
    int layer = layerOf(pole);
    return (pole - first(layer)) / orderOfLayer.get(layer);
  }

  int stateOf(int pole) {
    int layer = layerOf(pole);
    return (pole - first(layer)) % orderOfLayer.get(layer);
  }
}
