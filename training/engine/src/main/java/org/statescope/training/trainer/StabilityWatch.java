package org.statescope.training.trainer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.training.model.StateMatrix;
import org.statescope.training.model.WatchedLayer;

/// Looks after every update for state matrices that have left the open left half-plane.
final class StabilityWatch {
  private final int layerOrder;
  private final Set<Place> known = new HashSet<>();

  /// @param layerOrder states of a channel
  StabilityWatch(int layerOrder) {
    this.layerOrder = layerOrder;
  }

  private record Place(int layer, int system) {}

  /// @param unstable all that are now
  /// @param fresh those of them that were not at the look before
  record Look(List<UnstableSystem> unstable, List<UnstableSystem> fresh) {}

  /// @throws ArithmeticException in a sentence where a matrix is no longer finite
  Look look(List<WatchedLayer> layers) {
    List<UnstableSystem> unstable = new ArrayList<>();
    for (WatchedLayer layer : layers) {
      addUnstable(layer, unstable);
    }
    List<UnstableSystem> fresh = new ArrayList<>();
    Set<Place> now = new HashSet<>();
    for (UnstableSystem system : unstable) {
      Place place = new Place(system.layer(), system.system());
      now.add(place);
      if (!known.contains(place)) {
        fresh.add(system);
      }
    }
    known.clear();
    known.addAll(now);
    return new Look(List.copyOf(unstable), List.copyOf(fresh));
  }

  /// A companion matrix is judged by Routh's test first, which is far cheaper than its poles.
  private void addUnstable(WatchedLayer layer, List<UnstableSystem> unstable) {
    requireFinite(layer);
    double[] parameters = StateMatrices.parameters(layer.stateMatrix());
    // All states of a head have the head's one pole.
    int order = layer.stateMatrix() instanceof StateMatrix.Scalars ? 1 : layerOrder;
    for (int system = 0; system * order < parameters.length; system++) {
      if (layer.stateMatrix() instanceof StateMatrix.Companion companion
          && RouthTest.isHurwitz(companion.coefficients(), system * order, order)) {
        continue;
      }
      double abscissa = spectralAbscissa(StateMatrices.of(layer.stateMatrix(), order, system));
      if (abscissa >= 0) {
        unstable.add(new UnstableSystem(layer.layer(), system, abscissa));
      }
    }
  }

  private static double spectralAbscissa(DMatrixRMaj a) {
    return Poles.of(a).stream().mapToDouble(Complex::real).max().orElseThrow();
  }

  private static void requireFinite(WatchedLayer layer) {
    for (double value : StateMatrices.parameters(layer.stateMatrix())) {
      if (!Double.isFinite(value)) {
        throw new ArithmeticException(
            "the state matrix of layer %d is no longer finite".formatted(layer.layer()));
      }
    }
  }
}
