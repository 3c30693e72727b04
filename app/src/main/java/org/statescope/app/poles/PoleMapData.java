package org.statescope.app.poles;

import java.util.List;
import java.util.OptionalInt;
import org.statescope.app.plot.PoleScene;

/// One pair of pole maps, ready to draw.
///
/// @param frames the runs on it
/// @param s the s-plane
/// @param z the z-plane, with the same poles at the same indices
/// @param runOf for each pole of the scenes, which of the frames it belongs to
/// @param poleOf for each pole of the scenes, its index in its run's layout
/// @param left out poles that have no finite place in one of the planes
record PoleMapData(
    List<RunFrames> frames, PoleScene s, PoleScene z, int[] runOf, int[] poleOf, int leftOut) {

  /// The pole's index in the scenes.
  OptionalInt indexOf(SelectedPole selected) {
    for (int i = 0; i < poleOf.length; i++) {
      if (poleOf[i] == selected.pole()
          && frames.get(runOf[i]).run().folder().equals(selected.run())) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  SelectedPole selected(int index) {
    return new SelectedPole(frames.get(runOf[index]).run().folder(), poleOf[index]);
  }
}
