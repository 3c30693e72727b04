package org.statescope.training.experiment.evidence;

import java.util.Arrays;
import java.util.Optional;
import org.statescope.training.run.event.EventHistory;
import org.statescope.training.run.event.ScalarSeries;

/// How many entries of A a stability rule really changed, step by step.
///
/// @param steps in increasing order
/// @param changed entries that the rule changed after that step's update
public record ConstraintMeter(long[] steps, double[] changed) {
  /// The scalar under which a run reports it, where its structure has such a rule.
  public static final String TAG = "train/constrained_values";

  /// Empty where the run reports nothing of the kind.
  static Optional<ConstraintMeter> of(EventHistory events) {
    ScalarSeries series = events.series(TAG);
    return series.size() == 0
        ? Optional.empty()
        : Optional.of(new ConstraintMeter(series.steps(), series.values()));
  }

  public double total() {
    return Arrays.stream(changed).sum();
  }

  public long stepsWithChanges() {
    return Arrays.stream(changed).filter(count -> count > 0).count();
  }
}
