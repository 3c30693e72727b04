package org.statescope.app.poles;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.statescope.app.plot.PoleScene;

/// One pair of pole maps, ready to draw.
///
/// @param frames the runs on it
/// @param s the s-plane
/// @param z the z-plane, with the same poles at the same indices
/// @param runOf for each pole of the scenes, which of the frames it belongs to, never decreasing
/// @param poleOf for each pole of the scenes, its index in its run's layout, increasing in each run
/// @param leftOut poles that the filter would show but have no finite place in one of the planes
record PoleMapData(
    List<RunFrames> frames, PoleScene s, PoleScene z, int[] runOf, int[] poleOf, int leftOut) {

  static final PoleMapData EMPTY =
      new PoleMapData(List.of(), PoleScene.EMPTY, PoleScene.EMPTY, new int[0], new int[0], 0);

  /// The pole's index in the scenes.
  OptionalInt indexOf(SelectedPole selected) {
    for (int run = 0; run < frames.size(); run++) {
      if (frames.get(run).run().folder().equals(selected.run())) {
        int at = Arrays.binarySearch(poleOf, first(run), first(run + 1), selected.pole());
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  SelectedPole selected(int index) {
    return new SelectedPole(frames.get(runOf[index]).run().folder(), poleOf[index]);
  }

  /// How many poles of a run are shown.
  int shown(int run) {
    return first(run + 1) - first(run);
  }

  /// How many poles are shown.
  int shown() {
    return poleOf.length;
  }

  /// How many poles the runs have, shown or not.
  int all() {
    return frames.stream()
        .flatMap(run -> run.now().stream())
        .mapToInt(now -> now.layout().size())
        .sum();
  }

  /// The index of the first pole of a run or of those behind it.
  private int first(int run) {
    int low = 0;
    int high = runOf.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (runOf[middle] < run) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
