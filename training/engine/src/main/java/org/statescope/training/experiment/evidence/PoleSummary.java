package org.statescope.training.experiment.evidence;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// The continuous-time poles of one snapshot in a few numbers.
///
/// @param unstable poles that are not in the open left half-plane
/// @param oscillating poles off the real axis
/// @param largestReal the spectral abscissa of the worst system
/// @param smallestModulus of the slowest pole
/// @param largestModulus of the fastest pole
public record PoleSummary(
    long poles,
    long unstable,
    long oscillating,
    double largestReal,
    double smallestModulus,
    double largestModulus) {

  static PoleSummary of(DynamicsSnapshot snapshot) {
    long poles = 0;
    long unstable = 0;
    long oscillating = 0;
    double largestReal = Double.NEGATIVE_INFINITY;
    double smallestModulus = Double.POSITIVE_INFINITY;
    double largestModulus = 0;
    for (LayerDynamics layer : snapshot.layers()) {
      for (int i = 0; i < layer.polesReal().length; i++) {
        double real = layer.polesReal()[i];
        double modulus = Math.hypot(real, layer.polesImaginary()[i]);
        poles++;
        unstable += real < 0 ? 0 : 1;
        oscillating += layer.polesImaginary()[i] == 0 ? 0 : 1;
        largestReal = Math.max(largestReal, real);
        smallestModulus = Math.min(smallestModulus, modulus);
        largestModulus = Math.max(largestModulus, modulus);
      }
    }
    return new PoleSummary(
        poles, unstable, oscillating, largestReal, smallestModulus, largestModulus);
  }

  /// A run's poles before its first update and at its last snapshot.
  public record BeforeAndAfter(DynamicsSnapshot before, DynamicsSnapshot after) {
    public PoleSummary summaryBefore() {
      return of(before);
    }

    public PoleSummary summaryAfter() {
      return of(after);
    }
  }

  /// Empty while a run has no two snapshots. Read when needed and not kept: a large model has
  /// hundreds of thousands of poles.
  public static Optional<BeforeAndAfter> read(RunEvidence run) throws IOException {
    DynamicsFolder dynamics = new DynamicsFolder(run.folder().path());
    List<Long> steps = dynamics.steps();
    return steps.size() < 2
        ? Optional.empty()
        : Optional.of(
            new BeforeAndAfter(dynamics.read(steps.getFirst()), dynamics.read(steps.getLast())));
  }
}
