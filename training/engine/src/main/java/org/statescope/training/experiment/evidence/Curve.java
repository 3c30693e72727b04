package org.statescope.training.experiment.evidence;

import org.statescope.training.run.event.ScalarSeries;

/// Values at increasing steps.
public record Curve(long[] steps, double[] values) {
  public Curve {
    if (steps.length != values.length) {
      throw new IllegalArgumentException(
          "The curve has %d steps but %d values.".formatted(steps.length, values.length));
    }
  }

  static Curve of(ScalarSeries series) {
    return new Curve(series.steps(), series.values());
  }

  public int size() {
    return steps.length;
  }
}
