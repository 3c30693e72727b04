package org.statescope.app.plot;

import java.util.Arrays;

/// What of a curve is drawn: every point, or per pixel column the first, the lowest, the highest
/// and the last, so that no spike is lost and the last point always shows.
///
/// @param x ascending positions, not to be changed
/// @param y values, not to be changed
/// @param pointsPerPixel 1 when every point is drawn, else how many points a pixel stands for
record Envelope(double[] x, double[] y, double pointsPerPixel) {
  /// Thinning starts when the points are this many times the pixels: below, all four would be kept.
  private static final int KEPT_PER_PIXEL = 4;

  boolean isThinned() {
    return pointsPerPixel > 1;
  }

  /// @param points the curve
  /// @param from left end of what is visible
  /// @param to right end of what is visible
  /// @param pixels columns between them
  /// @param onlyPositive leaves out values that a logarithmic axis cannot show
  static Envelope of(Points points, double from, double to, int pixels, boolean onlyPositive) {
    int first = Math.max(0, points.floorIndex(from));
    int last = Math.min(points.size() - 1, points.floorIndex(to) + 1);
    int count = last - first + 1;
    if (count <= 0 || pixels <= 0) {
      return new Envelope(new double[0], new double[0], 1);
    }
    Columns kept = new Columns(Math.min(count, KEPT_PER_PIXEL * (pixels + 4)));
    if (count <= KEPT_PER_PIXEL * pixels) {
      for (int i = first; i <= last; i++) {
        kept.add(points, i, onlyPositive);
      }
      return kept.envelope(1);
    }
    int start = first;
    while (start <= last) {
      long column = column(points.x(start), from, to, pixels);
      int end = start;
      while (end < last && column(points.x(end + 1), from, to, pixels) == column) {
        end++;
      }
      addExtremes(points, start, end, onlyPositive, kept);
      start = end + 1;
    }
    return kept.envelope((double) count / pixels);
  }

  private static long column(double x, double from, double to, int pixels) {
    return (long) Math.floor((x - from) / (to - from) * pixels);
  }

  private static void addExtremes(
      Points points, int start, int end, boolean onlyPositive, Columns kept) {
    int lowest = start;
    int highest = start;
    for (int i = start + 1; i <= end; i++) {
      double y = points.y(i);
      if (y < points.y(lowest)) {
        lowest = i;
      }
      if (y > points.y(highest)) {
        highest = i;
      }
    }
    int[] order = {start, lowest, highest, end};
    Arrays.sort(order);
    for (int i = 0; i < order.length; i++) {
      if (i == 0 || order[i] != order[i - 1]) {
        kept.add(points, order[i], onlyPositive);
      }
    }
  }

  private static final class Columns {
    private double[] x;
    private double[] y;
    private int size;

    Columns(int capacity) {
      x = new double[capacity];
      y = new double[capacity];
    }

    void add(Points points, int index, boolean onlyPositive) {
      double value = points.y(index);
      if (onlyPositive && value <= 0) {
        return;
      }
      if (size == x.length) {
        x = Arrays.copyOf(x, 2 * size);
        y = Arrays.copyOf(y, 2 * size);
      }
      x[size] = points.x(index);
      y[size++] = value;
    }

    Envelope envelope(double pointsPerPixel) {
      return new Envelope(Arrays.copyOf(x, size), Arrays.copyOf(y, size), pointsPerPixel);
    }
  }
}
