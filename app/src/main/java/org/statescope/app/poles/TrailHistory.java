package org.statescope.app.poles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// Where a few chosen poles of a run of very many were at its earlier snapshots: whole frames of
/// all poles would fill the memory, so each snapshot is read for the chosen ones and let go. Only
/// of structures whose poles keep their places; used by one background task at a time.
final class TrailHistory {
  /// Trails pass through at most this many snapshots.
  static final int MOST_STEPS = 32;

  private static final Logger LOG = LoggerFactory.getLogger(TrailHistory.class);
  private static final int MEDIAN = 2;

  private final Snapshots.Source source;
  private final Map<Path, Known> runs = new HashMap<>();

  TrailHistory(Snapshots.Source source) {
    this.source = source;
  }

  /// @param earlier the steps of all snapshots before the one shown
  /// @param poles indices in the layout, in increasing order
  record Wanted(Path run, PoleLayout layout, List<Long> earlier, int[] poles) {}

  /// Places of poles, each list in the order of the poles.
  record Places(double[] sReal, double[] sImaginary, double[] zReal, double[] zImaginary) {
    boolean isFinite(int at) {
      return Double.isFinite(sReal[at])
          && Double.isFinite(sImaginary[at])
          && Double.isFinite(zReal[at])
          && Double.isFinite(zImaginary[at]);
    }
  }

  /// @param places at each step that was read, the poles' places
  record Ways(int[] poles, NavigableMap<Long, Places> places) {
    /// Where a pole stands among those whose way is known; negative for any other.
    int indexOf(int pole) {
      return Arrays.binarySearch(poles, pole);
    }
  }

  private record Known(PoleLayout layout, int[] poles, NavigableMap<Long, Places> places) {}

  /// What is known of each run; a run whose snapshots do not read has no ways.
  Map<Path, Ways> read(List<Wanted> wanted) {
    runs.keySet().retainAll(wanted.stream().map(Wanted::run).toList());
    Map<Path, Ways> ways = new HashMap<>();
    for (Wanted each : wanted) {
      try {
        ways.put(each.run, read(each));
      } catch (IOException e) {
        LOG.warn("Earlier snapshots of {} could not be read", each.run, e);
      }
    }
    return ways;
  }

  private Ways read(Wanted wanted) throws IOException {
    Known known = runs.get(wanted.run);
    if (known == null
        || !known.layout.equals(wanted.layout)
        || !Arrays.equals(known.poles, wanted.poles)) {
      known = new Known(wanted.layout, wanted.poles, new TreeMap<>());
      runs.put(wanted.run, known);
    }
    List<Long> steps = thinned(wanted.earlier);
    known.places.keySet().retainAll(steps);
    Snapshots snapshots = source.of(wanted.run);
    for (long step : steps) {
      if (!known.places.containsKey(step)) {
        DynamicsSnapshot snapshot = snapshots.read(step);
        if (PoleLayout.of(snapshot).equals(wanted.layout)) {
          known.places.put(step, places(snapshot, wanted));
        }
      }
    }
    return new Ways(wanted.poles, new TreeMap<>(known.places));
  }

  /// Every step, or every second, fourth … of them: what was read stays of use as more are written.
  static List<Long> thinned(List<Long> steps) {
    int stride = 1;
    while (Math.ceilDiv(steps.size(), stride) > MOST_STEPS) {
      stride *= 2;
    }
    int every = stride;
    return java.util.stream.IntStream.range(0, steps.size())
        .filter(index -> index % every == 0)
        .mapToObj(steps::get)
        .toList();
  }

  private static Places places(DynamicsSnapshot snapshot, Wanted wanted) {
    int count = wanted.poles.length;
    Places places =
        new Places(new double[count], new double[count], new double[count], new double[count]);
    double[] z = new double[2];
    for (int i = 0; i < count; i++) {
      int pole = wanted.poles[i];
      int number = wanted.layout.layerOf(pole);
      LayerDynamics layer = snapshot.layers().get(number);
      int at = pole - wanted.layout.first(number);
      int channel =
          layer.systems() == 1 ? PoleFrame.medianChannel(layer) : wanted.layout.systemOf(pole);
      places.sReal[i] = layer.polesReal()[at];
      places.sImaginary[i] = layer.polesImaginary()[at];
      FrozenPole.of(
          places.sReal[i],
          places.sImaginary[i],
          layer.stepSize(channel, MEDIAN),
          snapshot.discretisation(),
          z);
      places.zReal[i] = z[0];
      places.zImaginary[i] = z[1];
    }
    return places;
  }
}
