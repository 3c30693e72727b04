package org.statescope.training.run.event;

import java.util.Arrays;

/// The points of one tag in increasing step, in plain arrays. A restart cuts off the steps it
/// reports again. Used by one thread; what others read are its [#view]s.
public final class ScalarSeries {
  private static final int FIRST_CAPACITY = 64;

  private long[] steps = new long[FIRST_CAPACITY];
  private float[] values = new float[FIRST_CAPACITY];
  private int size;

  public int size() {
    return size;
  }

  public long step(int index) {
    return steps[checked(index)];
  }

  public double value(int index) {
    return values[checked(index)];
  }

  /// A copy of all steps.
  public long[] steps() {
    return Arrays.copyOf(steps, size);
  }

  /// A copy of all values.
  public double[] values() {
    double[] copy = new double[size];
    Arrays.setAll(copy, i -> values[i]);
    return copy;
  }

  /// The points of this moment, immutable; it shares the arrays and costs no room of its own.
  public ScalarView view() {
    return new ScalarView(steps, values, size);
  }

  /// The index of the last point at or before the step; −1 if there is none.
  public int indexAt(long step) {
    return view().indexAt(step);
  }

  /// Adds a point; a step that is not beyond the last one replaces the points from there on.
  ///
  /// @param value in single precision, as TensorBoard's files hold it
  void add(long step, double value) {
    if (size > 0 && step <= steps[size - 1]) {
      cutFrom(step);
    }
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    steps[size] = step;
    values[size] = (float) value;
    size++;
  }

  /// Views handed out before keep what is cut: what follows is written into other arrays.
  void cutFrom(long firstStep) {
    int kept = indexAt(firstStep - 1) + 1;
    if (kept < size) {
      steps = steps.clone();
      values = values.clone();
      size = kept;
    }
  }

  private int checked(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "Point %d of a series of %d points.".formatted(index, size));
    }
    return index;
  }
}
