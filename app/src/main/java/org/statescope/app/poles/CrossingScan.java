package org.statescope.app.poles;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// Goes through the snapshots of runs from the first to the newest and keeps what crossed between
/// them: a snapshot is read once for each boundary. Used by one background task at a time.
final class CrossingScan {
  private static final Logger LOG = LoggerFactory.getLogger(CrossingScan.class);

  /// A look gives way after this long, so that a long history stands in no other reader's way.
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  /// More crossings of a run are counted and not kept; the newest stay.
  static final int MOST_KEPT = 5000;

  private final Snapshots.Source source;
  private final Map<Path, OfRun> runs = new HashMap<>();
  private double margin;
  private List<ShownRun> asked = List.of();
  private boolean changed;
  private CrossingReport report = CrossingReport.NOTHING;

  CrossingScan(Snapshots.Source source) {
    this.source = source;
  }

  /// Looks at as many new snapshots as it may at once. Where there is nothing new the result is the
  /// one before.
  CrossingReport advance(List<ShownRun> wanted, double boundary) {
    if (boundary != margin) {
      margin = boundary;
      runs.clear();
      changed = true;
    }
    changed |= runs.keySet().retainAll(wanted.stream().map(ShownRun::folder).toList());
    changed |= !wanted.equals(asked);
    asked = List.copyOf(wanted);
    long end = System.nanoTime() + AT_ONCE.toNanos();
    boolean complete = true;
    List<String> problems = new ArrayList<>();
    for (ShownRun run : wanted) {
      try {
        complete &= of(run).advance(source.of(run.folder()), end);
      } catch (IOException e) {
        LOG.warn("Pole snapshots of {} could not be read", run.folder(), e);
        problems.add(run.label() + ": " + e.getMessage());
      }
    }
    if (changed || complete != report.isComplete() || !problems.equals(report.problems())) {
      report = CrossingReport.of(wanted, this::crossings, count(wanted), complete, problems);
      changed = false;
    }
    return report;
  }

  private OfRun of(ShownRun run) {
    return runs.computeIfAbsent(run.folder(), OfRun::new);
  }

  private List<Crossing> crossings(ShownRun run) {
    return of(run).crossings;
  }

  private long count(List<ShownRun> wanted) {
    return wanted.stream().mapToLong(run -> of(run).count).sum();
  }

  private final class OfRun {
    private final Path run;
    private final List<Long> seen = new ArrayList<>();
    private final List<Crossing> crossings = new ArrayList<>();
    private long count;
    private @Nullable PoleFrame last;

    OfRun(Path run) {
      this.run = run;
    }

    /// Whether nothing is left to look at.
    boolean advance(Snapshots snapshots, long end) throws IOException {
      List<Long> steps = snapshots.steps();
      if (steps.size() < seen.size() || !steps.subList(0, seen.size()).equals(seen)) {
        // A resumed run took snapshots away and may write others of the same steps.
        seen.clear();
        crossings.clear();
        count = 0;
        last = null;
        changed = true;
      }
      while (seen.size() < steps.size()) {
        if (System.nanoTime() > end) {
          return false;
        }
        long step = steps.get(seen.size());
        look(snapshots.read(step), snapshots);
        seen.add(step);
      }
      return true;
    }

    private void look(DynamicsSnapshot snapshot, Snapshots snapshots) {
      PoleLayout layout = PoleLayout.of(snapshot);
      PoleFrame before = last;
      boolean follows = before != null && before.layout().equals(layout);
      int[] order =
          before != null && follows
              ? PoleTracker.follow(before, snapshot)
              : PoleTracker.initialOrder(layout);
      PoleFrame now = PoleFrame.of(snapshot, layout, order, snapshots.network());
      if (before != null && follows) {
        List<Crossing> found = CrossingFinder.find(run, before, now, margin);
        changed |= !found.isEmpty();
        count += found.size();
        crossings.addAll(found);
        if (crossings.size() > MOST_KEPT) {
          crossings.subList(0, crossings.size() - MOST_KEPT).clear();
        }
      }
      last = now;
    }
  }
}
