package org.statescope.app.plot;

import java.util.Arrays;

/// Pixels that dense curves are drawn on, column by column: what a curve passes through within a
/// column of pixels becomes one stroke of the column, its ends blended. To a renderer of vectors
/// the zigzag of a noisy curve is thousands of edges to sort; here it costs what it covers.
final class CurveRaster {
  private final int width;
  private final int height;
  private final int[] pixels;
  private final double[] top;
  private final double[] bottom;

  CurveRaster(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
    top = new double[width];
    bottom = new double[width];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// Premultiplied ARGB, row by row.
  int[] pixels() {
    return pixels;
  }

  void clear() {
    Arrays.fill(pixels, 0);
  }

  /// Draws the line through points, once over every pixel: where it crosses itself it gets no
  /// darker. What falls outside is cut off.
  ///
  /// @param x ascending positions in pixels
  /// @param y positions in pixels, downwards
  /// @param thickness of the line in pixels
  /// @param rgb colour
  /// @param opacity 0 to 255
  void draw(double[] x, double[] y, double thickness, int rgb, int opacity) {
    Arrays.fill(top, Double.POSITIVE_INFINITY);
    Arrays.fill(bottom, Double.NEGATIVE_INFINITY);
    for (int i = 0; i + 1 < x.length; i++) {
      segment(x[i], y[i], x[i + 1], y[i + 1]);
    }
    for (int column = 0; column < width; column++) {
      if (top[column] <= bottom[column]) {
        column(column, top[column] - thickness / 2, bottom[column] + thickness / 2, rgb, opacity);
      }
    }
  }

  private void segment(double x1, double y1, double x2, double y2) {
    int first = (int) Math.max(0, Math.floor(x1));
    int last = (int) Math.min(width - 1, Math.floor(x2));
    double slope = x2 > x1 ? (y2 - y1) / (x2 - x1) : 0;
    for (int column = first; column <= last; column++) {
      double enters = x1 >= column ? y1 : y1 + slope * (column - x1);
      double leaves = x2 <= column + 1 ? y2 : y1 + slope * (column + 1 - x1);
      top[column] = Math.min(top[column], Math.min(enters, leaves));
      bottom[column] = Math.max(bottom[column], Math.max(enters, leaves));
    }
  }

  private void column(int column, double from, double to, int rgb, int opacity) {
    double start = Math.max(0, from);
    double end = Math.min(height, to);
    for (int row = (int) start; row < end; row++) {
      double covered = Math.min(end, row + 1) - Math.max(start, row);
      int at = row * width + column;
      pixels[at] = Pixels.over(pixels[at], rgb, (int) Math.round(opacity * covered));
    }
  }
}
