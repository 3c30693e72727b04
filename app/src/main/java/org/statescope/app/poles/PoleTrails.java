package org.statescope.app.poles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.statescope.app.plot.PoleScene;

/// The ways that single poles went through the snapshots that were read, for maps whose poles are
/// too many to draw the way of each.
final class PoleTrails {
  private PoleTrails() {}

  /// @param poles indices in the scenes; the first of them get their trail
  /// @param most how many do
  /// @param ways what was read of runs that keep too few snapshots, by their folders
  /// @param continuous whether the trails are in the s-plane
  static List<PoleScene.Path> of(
      PoleMapData data,
      int[] poles,
      int most,
      Map<Path, TrailHistory.Ways> ways,
      boolean continuous) {
    List<PoleScene.Path> trails = new ArrayList<>();
    for (int i = 0; i < Math.min(most, poles.length); i++) {
      RunFrames run = data.frames().get(data.runOf()[poles[i]]);
      int group = data.s().now().group()[poles[i]];
      int pole = data.poleOf()[poles[i]];
      TrailHistory.Ways known = ways.get(run.run().folder());
      PoleScene.Path trail =
          known != null && known.indexOf(pole) >= 0 && TrailFinder.isSparse(run)
              ? trail(run, known, pole, group, continuous)
              : trail(run, pole, group, continuous);
      if (trail.real().length > 1) {
        trails.add(trail);
      }
    }
    return trails;
  }

  /// Through what was read from the disk before the snapshot that is shown.
  private static PoleScene.Path trail(
      RunFrames run, TrailHistory.Ways ways, int pole, int group, boolean continuous) {
    PoleFrame now = run.now().orElseThrow();
    Collection<TrailHistory.Places> before = ways.places().headMap(now.step()).values();
    double[] real = new double[before.size() + 1];
    double[] imaginary = new double[real.length];
    int at = ways.indexOf(pole);
    int count = 0;
    for (TrailHistory.Places places : before) {
      if (places.isFinite(at)) {
        real[count] = continuous ? places.sReal()[at] : places.zReal()[at];
        imaginary[count++] = continuous ? places.sImaginary()[at] : places.zImaginary()[at];
      }
    }
    if (now.isFinite(pole)) {
      real[count] = continuous ? now.sReal()[pole] : now.zReal()[pole];
      imaginary[count++] = continuous ? now.sImaginary()[pole] : now.zImaginary()[pole];
    }
    return new PoleScene.Path(Arrays.copyOf(real, count), Arrays.copyOf(imaginary, count), group);
  }

  /// Only through snapshots of the same shape at which the pole has a finite place.
  private static PoleScene.Path trail(RunFrames run, int pole, int group, boolean continuous) {
    PoleFrame now = run.now().orElseThrow();
    double[] real = new double[run.past().size() + 1];
    double[] imaginary = new double[real.length];
    int count = 0;
    for (int age = 0; age < real.length; age++) {
      PoleFrame frame = age < run.past().size() ? run.past().get(age) : now;
      if (frame.layout().equals(now.layout()) && frame.isFinite(pole)) {
        real[count] = continuous ? frame.sReal()[pole] : frame.zReal()[pole];
        imaginary[count++] = continuous ? frame.sImaginary()[pole] : frame.zImaginary()[pole];
      }
    }
    return new PoleScene.Path(Arrays.copyOf(real, count), Arrays.copyOf(imaginary, count), group);
  }
}
