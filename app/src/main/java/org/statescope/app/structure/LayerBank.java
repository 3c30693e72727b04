package org.statescope.app.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.DenseBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SystemBank;
import org.statescope.app.poles.FrozenStateMatrix;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.LayerDynamics;

/// The frozen systems (A, mean B, mean C) of a layer, in the bank that knows their structure.
///
/// @param layer where they come from
/// @param bank the systems; empty where none could be rebuilt from its poles
/// @param systems the number in the layer of each system of the bank, in increasing order
/// @param problem why systems are missing, as a sentence
record LayerBank(
    LayerDynamics layer, Optional<SystemBank> bank, int[] systems, Optional<String> problem) {

  static LayerBank of(SsmStructure structure, LayerDynamics layer) {
    TimeDomain time = TimeDomain.continuous();
    double[] b = layer.meanInputVector();
    double[] c = layer.meanOutputVector();
    int count = layer.systems();
    int order = layer.order();
    return switch (structure) {
      case MAMBA -> whole(layer, new DiagonalBank(count, order, layer.polesReal(), b, c, time));
      case MAMBA2 -> whole(layer, new ScalarBank(count, order, heads(layer), b, c, time));
      case SC_MAMBA, SO_MAMBA, ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL -> rebuilt(structure, layer);
    };
  }

  /// One system of the layer, written out.
  ///
  /// @throws IllegalArgumentException in a sentence where it cannot be rebuilt from its poles
  StateSpace system(SsmStructure structure, int system) {
    OptionalInt place = placeOf(system);
    return place.isPresent()
        ? bank.orElseThrow().system(place.getAsInt())
        : FrozenStateMatrix.system(structure, layer, system);
  }

  /// The place in the bank of a system of the layer.
  OptionalInt placeOf(int system) {
    int place = Arrays.binarySearch(systems, system);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /// A layer whose systems are all known.
  static LayerBank whole(LayerDynamics layer, SystemBank bank) {
    int[] all = IntStream.range(0, bank.count()).toArray();
    return new LayerBank(layer, Optional.of(bank), all, Optional.empty());
  }

  private static double[] heads(LayerDynamics layer) {
    return IntStream.range(0, layer.systems())
        .mapToDouble(head -> layer.poleReal(head, 0))
        .toArray();
  }

  private static LayerBank rebuilt(SsmStructure structure, LayerDynamics layer) {
    List<StateSpace> built = new ArrayList<>();
    int[] systems = new int[layer.systems()];
    Optional<String> problem = Optional.empty();
    for (int system = 0; system < layer.systems(); system++) {
      try {
        StateSpace one = FrozenStateMatrix.system(structure, layer, system);
        systems[built.size()] = system;
        built.add(one);
      } catch (IllegalArgumentException e) {
        problem = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return new LayerBank(
        layer,
        built.isEmpty() ? Optional.empty() : Optional.of(new DenseBank(built)),
        Arrays.copyOf(systems, built.size()),
        problem);
  }
}
