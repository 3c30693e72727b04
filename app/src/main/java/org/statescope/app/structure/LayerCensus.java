package org.statescope.app.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.statescope.analysis.network.CensusBlock;

/// The census of one layer.
///
/// @param bank what was asked
/// @param blocks the answers for the bank's systems, in order
record LayerCensus(LayerBank bank, List<CensusBlock> blocks) {
  LayerCensus {
    blocks = List.copyOf(blocks);
  }

  /// How many systems the layer has, those that could not be rebuilt included.
  int count() {
    return bank.layer().systems();
  }

  /// What is known of a system; empty where it could not be rebuilt.
  Optional<SystemCensus> system(int system) {
    OptionalInt place = bank.placeOf(system);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    for (CensusBlock block : blocks) {
      int index = place.getAsInt() - block.first();
      if (index >= 0 && index < block.count()) {
        return Optional.of(new SystemCensus(block, index));
      }
    }
    throw new IllegalStateException(
        "The census of layer %d has no answer for its system %d"
            .formatted(bank.layer().layer(), system));
  }

  /// How many channels go by one system.
  int channelsOfSystem() {
    return bank.layer().channels() / count();
  }

  /// The systems that were asked, by their number in the layer.
  IntStream known() {
    return Arrays.stream(bank.systems());
  }
}
