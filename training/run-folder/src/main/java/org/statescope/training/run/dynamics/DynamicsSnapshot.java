package org.statescope.training.run.dynamics;

import java.util.List;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;

/// The recurrences of all layers after `step` optimiser steps; step 0 is before training.
public record DynamicsSnapshot(
    long step, SsmStructure structure, Discretisation discretisation, List<LayerDynamics> layers) {
  public DynamicsSnapshot {
    layers = List.copyOf(layers);
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).layer() != i) {
        throw new IllegalArgumentException(
            "The snapshot has layer %d at place %d.".formatted(layers.get(i).layer(), i));
      }
    }
  }
}
