package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Finds the poles that cross a line Re s = −m between two snapshots of a run.
///
/// A pole is inside while −Re s > m: m = 0 is the stability boundary, and a pole on it is outside.
/// A pole that is not finite at either snapshot crosses nothing. What a pole did between the
/// snapshots is not known: one that crossed twice is not told.
///
/// Cost: one pass over the poles; O(n) more for each crossing of a canonical system of n poles.
final class CrossingFinder {
  private CrossingFinder() {}

  /// @param before, now two snapshots of one run with the same layout and tracked poles
  /// @param margin the m of the line, in 1/time
  static List<Crossing> find(Path run, PoleFrame before, PoleFrame now, double margin) {
    List<Crossing> found = new ArrayList<>();
    double[] was = before.sReal();
    double[] is = now.sReal();
    for (int pole = 0; pole < is.length; pole++) {
      boolean known = Double.isFinite(was[pole]) && Double.isFinite(is[pole]);
      boolean inside = -is[pole] > margin;
      if (known && inside != -was[pole] > margin) {
        found.add(crossing(run, before, now, pole, !inside));
      }
    }
    return found;
  }

  private static Crossing crossing(
      Path run, PoleFrame before, PoleFrame now, int pole, boolean outward) {
    PoleLayout layout = now.layout();
    LayerDynamics layer = now.layer(layout.layerOf(pole));
    return new Crossing(
        run,
        pole,
        layer.layer(),
        now.channelOf(pole),
        layout.stateOf(pole),
        layer.systems() < layer.channels(),
        before.step(),
        now.step(),
        before.sReal()[pole],
        now.sReal()[pole],
        outward,
        matching(before, now, pole));
  }

  private static Crossing.Matching matching(PoleFrame before, PoleFrame now, int pole) {
    if (!now.snapshot().structure().isCanonical()) {
      return Crossing.Matching.BY_PLACE;
    }
    int first = pole - before.layout().stateOf(pole);
    int order = before.layout().orderOfLayer().get(before.layout().layerOf(pole));
    double moved = distance(before, pole, now.sReal()[pole], now.sImaginary()[pole]);
    for (int other = first; other < first + order; other++) {
      if (other != pole
          && 2 * moved
              >= distance(before, other, before.sReal()[pole], before.sImaginary()[pole])) {
        return Crossing.Matching.DOUBTFUL;
      }
    }
    return Crossing.Matching.BY_DISTANCE;
  }

  private static double distance(PoleFrame frame, int pole, double real, double imaginary) {
    return Math.hypot(frame.sReal()[pole] - real, frame.sImaginary()[pole] - imaginary);
  }
}
