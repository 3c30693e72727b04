package org.statescope.training.run.event;

import java.util.Arrays;

/// The points of one tag as they were at one moment, in increasing step; immutable.
public final class ScalarView {
  public static final ScalarView EMPTY = new ScalarView(new long[0], new float[0], 0);

  private final long[] steps;
  private final float[] values;
  private final int size;

  /// @param steps of which the first `size` do not change any more
  /// @param values likewise
  ScalarView(long[] steps, float[] values, int size) {
    this.steps = steps;
    this.values = values;
    this.size = size;
  }

  public int size() {
    return size;
  }

  /// @param index from 0, below [#size]
  public double value(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException("Point %d of %d.".formatted(index, size));
    }
    return values[index];
  }

  /// The index of the last point at or before the step; −1 if there is none.
  public int indexAt(long step) {
    int found = Arrays.binarySearch(steps, 0, size, step);
    return found >= 0 ? found : -found - 2;
  }
}
