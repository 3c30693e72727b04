package org.statescope.app.live;

import java.util.Arrays;

/// The points of one tag while they are read: appended to, cut by a restart, and handed out as
/// immutable views that share the arrays. Used by the reading thread only.
final class ScalarColumn {
  private static final int FIRST_CAPACITY = 64;

  private int[] steps = new int[FIRST_CAPACITY];
  private float[] seconds = new float[FIRST_CAPACITY];
  private float[] values = new float[FIRST_CAPACITY];
  private int size;

  /// Adds a point. A step that was reported before replaces the points from there on. Seconds that
  /// run backwards, as when a clock is set, count as no time passed.
  void add(long step, double secondsSinceStart, double value) {
    if (size > 0 && step <= steps[size - 1]) {
      cutFrom(step);
    }
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      seconds = Arrays.copyOf(seconds, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    steps[size] = Math.toIntExact(step);
    seconds[size] = (float) Math.max(secondsSinceStart, size == 0 ? 0 : seconds[size - 1]);
    values[size] = (float) value;
    size++;
  }

  /// Removes this step and all later ones; views handed out before keep them.
  void cutFrom(long step) {
    int kept = size;
    while (kept > 0 && steps[kept - 1] >= step) {
      kept--;
    }
    if (kept < size) {
      steps = Arrays.copyOf(steps, steps.length);
      seconds = Arrays.copyOf(seconds, seconds.length);
      values = Arrays.copyOf(values, values.length);
      size = kept;
    }
  }

  Scalars view() {
    return new Scalars(steps, seconds, values, size);
  }
}
