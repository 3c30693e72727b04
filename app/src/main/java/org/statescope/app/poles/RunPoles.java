package org.statescope.app.poles;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// The pole snapshots of one run, read when they are asked for. Used by one thread at a time.
final class RunPoles {
  private static final int KEPT_FRAMES = 64;

  /// A pole takes about 50 bytes of a frame: frames of very many poles are fewer.
  private static final long KEPT_POLES = 4_000_000;

  private static final int FEWEST_KEPT = 3;

  private final Snapshots snapshots;
  private final NavigableMap<Long, int[]> orders = new TreeMap<>();
  private final Map<Long, PoleFrame> frames =
      new LinkedHashMap<>(KEPT_FRAMES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, PoleFrame> eldest) {
          long poles = (long) size() * eldest.getValue().layout().size();
          return size() > FEWEST_KEPT && (size() > KEPT_FRAMES || poles > KEPT_POLES);
        }
      };
  private List<Long> steps = List.of();

  RunPoles(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /// Whether these are the poles of such snapshots.
  boolean isOf(Snapshots others) {
    return snapshots.equals(others);
  }

  /// Looks which snapshots there are; what a resumed run took away is forgotten.
  List<Long> refresh() throws IOException {
    steps = snapshots.steps();
    orders.keySet().retainAll(steps);
    frames.keySet().retainAll(steps);
    return steps;
  }

  /// The last snapshot at or before the step, of those that [#refresh] found.
  Optional<Long> stepAt(long step) {
    return steps.stream().filter(each -> each <= step).reduce((earlier, later) -> later);
  }

  /// The poles at a step that [#refresh] found. Poles are followed from the first snapshot on, so
  /// the first call for a late step reads all before it.
  PoleFrame frame(long step) throws IOException {
    PoleFrame known = frames.get(step);
    if (known != null) {
      return known;
    }
    DynamicsSnapshot snapshot = snapshots.read(step);
    PoleFrame frame =
        PoleFrame.of(snapshot, PoleLayout.of(snapshot), order(step, snapshot), snapshots.network());
    frames.put(step, frame);
    return frame;
  }

  private int[] order(long step, DynamicsSnapshot snapshot) throws IOException {
    int[] known = orders.get(step);
    if (known != null) {
      return known;
    }
    int[] order;
    if (step == steps.getFirst() || !snapshot.structure().isCanonical()) {
      order = PoleTracker.initialOrder(PoleLayout.of(snapshot));
    } else {
      Map.Entry<Long, int[]> nearest = orders.lowerEntry(step);
      long from = nearest == null ? steps.getFirst() : nearest.getKey();
      PoleFrame before = frame(from);
      for (long between : steps.stream().filter(each -> each > from && each < step).toList()) {
        before = frame(between);
      }
      order = PoleTracker.follow(before, snapshot);
    }
    orders.put(step, order);
    return order;
  }
}
