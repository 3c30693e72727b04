package org.statescope.analysis.design;

import java.util.Arrays;
import org.statescope.analysis.checkpoint.family.ImpliedSteps;

/// The pole at which a state of a layer forgets within one token, where a removed state goes when
/// the structure of its layer has no way to leave it out.
///
/// @param poles negative numbers, one for each system or one for all; none where no step is known
public record Forgetting(double[] poles) {
  /// Of a layer whose steps nothing says.
  public static final Forgetting UNKNOWN = new Forgetting(new double[0]);

  public Forgetting {
    for (double pole : poles) {
      if (!(pole < 0) || pole == Double.NEGATIVE_INFINITY) {
        throw new IllegalArgumentException(
            "A pole that forgets is " + pole + " but must be a negative number.");
      }
    }
  }

  /// The poles at the steps that a layer's parameters imply: the step of each system, or the median
  /// of those of the channels that share one.
  ///
  /// @param systems of the layer
  public static Forgetting of(SamplingRule rule, ImpliedSteps steps, int systems) {
    double[] known = steps.values();
    if (known.length == 0) {
      return UNKNOWN;
    }
    if (known.length == systems) {
      return new Forgetting(Arrays.stream(known).map(rule::forgettingPole).toArray());
    }
    double[] sorted = known.clone();
    Arrays.sort(sorted);
    return new Forgetting(new double[] {rule.forgettingPole(sorted[sorted.length / 2])});
  }

  /// Whether a step is known.
  public boolean isKnown() {
    return poles.length > 0;
  }

  /// The pole for one system.
  double pole(int system) {
    return poles[poles.length == 1 ? 0 : system];
  }
}
