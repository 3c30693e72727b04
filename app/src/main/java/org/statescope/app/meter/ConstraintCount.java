package org.statescope.app.meter;

import org.statescope.app.live.Axis;
import org.statescope.app.live.Scalars;
import org.statescope.app.plot.Points;

/// How many values a rule changed, counted from what the trainer reported after each update.
///
/// @param steps that were reported
/// @param stepsWithChanges of them, those with a change
/// @param changes of all of them
/// @param last changes at the last of them
record ConstraintCount(int steps, int stepsWithChanges, long changes, long last) {

  /// Counts the reports up to a step.
  static ConstraintCount of(Scalars reports, long lastStep) {
    Points points = reports.along(Axis.STEP, 1);
    int steps = 0;
    int withChanges = 0;
    long changes = 0;
    long last = 0;
    for (int i = 0; i < points.size() && points.x(i) <= lastStep; i++) {
      last = Math.round(points.y(i));
      changes += last;
      withChanges += last > 0 ? 1 : 0;
      steps++;
    }
    return new ConstraintCount(steps, withChanges, changes, last);
  }
}
