package org.statescope.analysis.network;

import java.util.List;

/// A state-space network: its layers in order, each with its systems frozen at some input and step
/// size.
///
/// @param name what the user calls it
/// @param layers from the input to the output
public record SsmNetwork(String name, List<Layer> layers) {
  public SsmNetwork {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("The network " + name + " has no layers");
    }
    layers = List.copyOf(layers);
  }

  /// One layer.
  ///
  /// @param name the layer's name in its checkpoint
  /// @param channels the systems, one for each channel or head
  public record Layer(String name, SystemBank channels) {}

  /// The number of systems in all layers.
  public long systems() {
    return layers.stream().mapToLong(layer -> layer.channels().count()).sum();
  }
}
