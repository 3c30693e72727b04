package org.statescope.app.poles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.ShownRun;

/// Reads the snapshots that the pole maps need. Used by one background task at a time.
final class SnapshotReader {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
  static final int MOST_TRAIL_FRAMES = 30;

  /// The trails of very many poles pass through fewer snapshots, or they would fill the memory.
  private static final int MOST_TRAIL_PLACES = 3_000_000;

  private static final int FEWEST_TRAIL_FRAMES = 2;

  private final Map<Path, RunPoles> runs = new HashMap<>();
  private final Snapshots.Source source;

  SnapshotReader(Snapshots.Source source) {
    this.source = source;
  }

  /// What to read.
  ///
  /// @param runs the shown runs
  /// @param step position of the step cursor
  /// @param trails whether earlier frames are wanted
  record Request(List<ShownRun> runs, long step, boolean trails) {}

  /// What was read.
  ///
  /// @param steps all steps that any shown run has a snapshot of, in increasing order
  record Result(List<Long> steps, List<RunFrames> runs) {}

  Result read(Request request) {
    runs.keySet().retainAll(request.runs.stream().map(ShownRun::folder).toList());
    TreeSet<Long> steps = new TreeSet<>();
    List<RunFrames> frames = new ArrayList<>();
    for (ShownRun run : request.runs) {
      frames.add(read(run, request, steps));
    }
    return new Result(List.copyOf(steps), List.copyOf(frames));
  }

  private RunFrames read(ShownRun run, Request request, TreeSet<Long> steps) {
    RunPoles poles = polesOf(run);
    try {
      List<Long> own = poles.refresh();
      steps.addAll(own);
      Optional<Long> at = poles.stepAt(request.step);
      if (at.isEmpty()) {
        return new RunFrames(
            run, Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());
      }
      PoleFrame now = poles.frame(at.get());
      List<PoleFrame> past = new ArrayList<>();
      List<Long> earlier = List.of();
      if (request.trails) {
        earlier = own.stream().filter(each -> each < at.get()).toList();
        for (long step : thinned(earlier, trailFrames(now.layout().size()))) {
          past.add(poles.frame(step));
        }
      }
      PoleFrame first = poles.frame(own.getFirst());
      return new RunFrames(
          run, Optional.of(now), Optional.of(first), past, earlier, Optional.empty());
    } catch (IOException e) {
      LOG.warn("Pole snapshots of {} could not be read", run.folder(), e);
      return new RunFrames(
          run,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private RunPoles polesOf(ShownRun run) {
    Snapshots snapshots = source.of(run.folder());
    RunPoles known = runs.get(run.folder());
    if (known != null && known.isOf(snapshots)) {
      return known;
    }
    RunPoles poles = new RunPoles(snapshots);
    runs.put(run.folder(), poles);
    return poles;
  }

  private static int trailFrames(int poles) {
    return Math.clamp(
        MOST_TRAIL_PLACES / Math.max(1, poles), FEWEST_TRAIL_FRAMES, MOST_TRAIL_FRAMES);
  }

  /// At most so many of the steps, evenly spread, the first one always among them.
  static List<Long> thinned(List<Long> steps, int most) {
    if (steps.size() <= most) {
      return steps;
    }
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      kept.add(steps.get((int) ((long) i * steps.size() / most)));
    }
    return kept;
  }
}
