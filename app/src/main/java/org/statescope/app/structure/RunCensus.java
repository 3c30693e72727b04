package org.statescope.app.structure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// The census of a run at one snapshot, or why there is none.
///
/// @param run the run
/// @param snapshot the last one not beyond the cursor
/// @param layers the answers, one entry for each layer
/// @param problem why something is missing, as a sentence
/// @param fromCheckpoint whether it is of a checkpoint, which has no steps
record RunCensus(
    ShownRun run,
    Optional<DynamicsSnapshot> snapshot,
    List<LayerCensus> layers,
    Optional<String> problem,
    boolean fromCheckpoint) {
  RunCensus {
    layers = List.copyOf(layers);
  }

  /// A run about which nothing is known, and why where that is an error.
  static RunCensus without(ShownRun run, Optional<String> problem) {
    return new RunCensus(run, Optional.empty(), List.of(), problem, false);
  }

  /// The same answers under another name and colour.
  RunCensus of(ShownRun other) {
    return new RunCensus(other, snapshot, layers, problem, fromCheckpoint);
  }

  /// The most systems of a layer.
  int columns() {
    return layers.stream().mapToInt(LayerCensus::count).max().orElse(0);
  }

  /// How many channels go by one column; 1 where there are no layers.
  int channelsOfColumn() {
    return layers.stream().mapToInt(LayerCensus::channelsOfSystem).max().orElse(1);
  }

  /// Whether each layer has one system for all its channels.
  boolean isShared() {
    return columns() == 1;
  }

  /// Every system that was asked.
  Stream<SystemCensus> systems() {
    return layers.stream()
        .flatMap(layer -> layer.known().mapToObj(i -> layer.system(i).orElseThrow()));
  }

  Optional<SystemCensus> system(int layer, int system) {
    return layer < layers.size() && system < layers.get(layer).count()
        ? layers.get(layer).system(system)
        : Optional.empty();
  }
}
