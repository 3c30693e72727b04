package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The poles of two runs, each with its partner in the other.
///
/// The systems of equal place are paired pole by pole so that Σ |s₁ − s₂| of each system is least:
/// neither run has an order of its own that the other shares. A system with a pole that is not
/// finite is left out.
///
/// Shapes: both runs have the same layers, systems and orders. Algorithm: [Assignment]. Cost: O(n³)
/// for each system of n poles. The pairing says which poles are near, not which were one in the
/// past: see [PoleTracker] for one run over its training.
///
/// @param first, second the poles that were paired
/// @param pairs layer by layer, system by system, in the order of the first run's poles
/// @param leftOut systems that are left out
record PolePairs(PoleFrame first, PoleFrame second, List<Pair> pairs, int leftOut) {

  /// @param layer, system where both poles are
  /// @param firstPole, secondPole their indices in the frames
  /// @param sDistance |s₁ − s₂|
  /// @param zDistance |z₁ − z₂|, each frozen at its own run's median step
  record Pair(
      int layer, int system, int firstPole, int secondPole, double sDistance, double zDistance) {}

  PolePairs {
    pairs = List.copyOf(pairs);
  }

  /// @throws IllegalArgumentException if the runs differ in layers, systems or orders
  static PolePairs of(PoleFrame first, PoleFrame second) {
    PoleLayout layout = first.layout();
    if (!layout.equals(second.layout())) {
      throw new IllegalArgumentException(
          "the poles stand in " + layout + " but those to pair them with in " + second.layout());
    }
    List<Pair> pairs = new ArrayList<>();
    int leftOut = 0;
    for (int layer = 0; layer < layout.layers(); layer++) {
      int order = layout.orderOfLayer().get(layer);
      int system = 0;
      for (int at = layout.first(layer); at < layout.end(layer); at += order) {
        if (!pair(first, second, layer, system++, at, order, pairs)) {
          leftOut++;
        }
      }
    }
    return new PolePairs(first, second, pairs, leftOut);
  }

  /// The pairs of which the filter shows either pole.
  PolePairs shownBy(PoleFilter filter) {
    return filter.isAll()
        ? this
        : new PolePairs(
            first,
            second,
            pairs.stream()
                .filter(
                    pair ->
                        filter.shows(first, pair.firstPole())
                            || filter.shows(second, pair.secondPole()))
                .toList(),
            leftOut);
  }

  private static boolean pair(
      PoleFrame first,
      PoleFrame second,
      int layer,
      int system,
      int at,
      int order,
      List<Pair> pairs) {
    double[] costs = new double[order * order];
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        boolean finite = first.isFinite(at + i) && second.isFinite(at + j);
        costs[i * order + j] = finite ? sDistance(first, at + i, second, at + j) : Double.NaN;
      }
    }
    if (!Arrays.stream(costs).allMatch(Double::isFinite)) {
      return false;
    }
    int[] partner = Assignment.cheapest(costs, order);
    for (int i = 0; i < order; i++) {
      int other = at + partner[i];
      pairs.add(
          new Pair(
              layer,
              system,
              at + i,
              other,
              costs[i * order + partner[i]],
              Math.hypot(
                  first.zReal()[at + i] - second.zReal()[other],
                  first.zImaginary()[at + i] - second.zImaginary()[other])));
    }
    return true;
  }

  private static double sDistance(PoleFrame first, int i, PoleFrame second, int j) {
    return Math.hypot(
        first.sReal()[i] - second.sReal()[j], first.sImaginary()[i] - second.sImaginary()[j]);
  }

  /// Distances in the s-plane in increasing order.
  double[] sortedDistances() {
    return pairs.stream().mapToDouble(Pair::sDistance).sorted().toArray();
  }
}
