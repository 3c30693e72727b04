package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.statescope.app.plot.LatestTask;

/// Finds the trails of selected poles for maps of so many poles that few earlier snapshots are
/// kept; belongs to the JavaFX thread, reads in the background.
final class TrailFinder implements AutoCloseable {
  private final TrailHistory history;
  private final LatestTask task;
  private final Runnable found;
  private List<Request> asked = List.of();
  private Map<Path, TrailHistory.Ways> ways = Map.of();

  /// What was asked of a run; equal requests need no other reading.
  private record Request(Path run, PoleLayout layout, List<Long> earlier, List<Integer> poles) {
    TrailHistory.Wanted wanted() {
      return new TrailHistory.Wanted(
          run, layout, earlier, poles.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /// @param found told when trails have been read
  TrailFinder(TrailHistory history, LatestTask task, Runnable found) {
    this.history = history;
    this.task = task;
    this.found = found;
  }

  /// Asks for the trails of poles; what is known of others is forgotten when these are there.
  ///
  /// @param marked indices in the scenes
  /// @param most how many poles get a trail
  void show(PoleMapData data, int[] marked, int most) {
    List<Request> wanted =
        IntStream.range(0, data.frames().size())
            .filter(run -> isSparse(data.frames().get(run)))
            .mapToObj(run -> request(data, run, marked, most))
            .filter(request -> !request.poles.isEmpty())
            .toList();
    if (wanted.equals(asked)) {
      return;
    }
    asked = wanted;
    List<TrailHistory.Wanted> places = wanted.stream().map(Request::wanted).toList();
    task.run(
        () -> history.read(places),
        read -> {
          ways = read;
          found.run();
        });
  }

  Map<Path, TrailHistory.Ways> ways() {
    return ways;
  }

  @Override
  public void close() {
    task.close();
  }

  /// Whether more of the run's past is on disk than in memory, and its poles keep their places.
  static boolean isSparse(RunFrames run) {
    return !run.past().isEmpty()
        && run.past().size() < Math.min(run.earlier().size(), SnapshotReader.MOST_TRAIL_FRAMES)
        && run.now().filter(now -> !now.snapshot().structure().isCanonical()).isPresent();
  }

  private static Request request(PoleMapData data, int run, int[] marked, int most) {
    RunFrames frames = data.frames().get(run);
    return new Request(
        frames.run().folder(),
        frames.now().orElseThrow().layout(),
        frames.earlier(),
        Arrays.stream(marked)
            .limit(most)
            .filter(index -> data.runOf()[index] == run)
            .map(index -> data.poleOf()[index])
            .sorted()
            .distinct()
            .boxed()
            .toList());
  }
}
