package org.statescope.app.plot;

import java.util.Arrays;

/// Pixels that thousands of poles are stamped on: one small picture of a mark, blended at each
/// pole's pixel. Tens of thousands of vector marks would take a canvas longer than a frame.
final class PoleRaster {
  private static final int SUBSAMPLES = 4;

  private final int width;
  private final int height;
  private final int[] pixels;

  PoleRaster(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
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

  /// A small picture of a mark: how much of each pixel it covers, 0 … 255.
  record Stamp(int size, int[] coverage) {
    static final Stamp PIXEL = new Stamp(1, new int[] {255});

    /// A diagonal cross that reaches `radius` pixels from its middle.
    static Stamp cross(double radius, double thickness) {
      return of(
          radius,
          (x, y) ->
              Math.max(Math.abs(x), Math.abs(y)) <= radius
                  && Math.abs(Math.abs(x) - Math.abs(y)) <= thickness * Math.sqrt(0.5));
    }

    static Stamp dot(double radius) {
      return of(radius, (x, y) -> x * x + y * y <= radius * radius);
    }

    private interface Shape {
      boolean contains(double x, double y);
    }

    private static Stamp of(double radius, Shape shape) {
      int reach = (int) Math.ceil(radius);
      int size = 2 * reach + 1;
      int[] coverage = new int[size * size];
      for (int i = 0; i < coverage.length; i++) {
        int inside = 0;
        for (int k = 0; k < SUBSAMPLES * SUBSAMPLES; k++) {
          double dx = (k % SUBSAMPLES + 0.5) / SUBSAMPLES - 0.5;
          double dy = (k / SUBSAMPLES + 0.5) / SUBSAMPLES - 0.5;
          if (shape.contains(i % size - reach + dx, i / size - reach + dy)) {
            inside++;
          }
        }
        coverage[i] = 255 * inside / (SUBSAMPLES * SUBSAMPLES);
      }
      return new Stamp(size, coverage);
    }
  }

  /// Blends the stamp over the pixels around (x, y); what falls outside is cut off.
  void stamp(Stamp stamp, double x, double y, int red, int green, int blue, int opacity) {
    int left = (int) Math.round(x - 0.5) - stamp.size / 2;
    int top = (int) Math.round(y - 0.5) - stamp.size / 2;
    int fromColumn = Math.max(0, -left);
    int toColumn = Math.min(stamp.size, width - left);
    int fromRow = Math.max(0, -top);
    int toRow = Math.min(stamp.size, height - top);
    for (int row = fromRow; row < toRow; row++) {
      int target = (top + row) * width + left + fromColumn;
      int source = row * stamp.size + fromColumn;
      for (int column = fromColumn; column < toColumn; column++, target++, source++) {
        int coverage = stamp.coverage[source];
        if (coverage > 0) {
          int alpha = Pixels.divideBy255(coverage * opacity);
          pixels[target] = Pixels.over(pixels[target], red << 16 | green << 8 | blue, alpha);
        }
      }
    }
  }

  /// Fills the pixels of a rectangle with an opaque colour; what falls outside is cut off.
  void fill(double left, double top, double right, double bottom, int argb) {
    int fromColumn = Math.max(0, (int) Math.round(left));
    int toColumn = Math.min(width, (int) Math.round(right));
    int toRow = Math.min(height, (int) Math.round(bottom));
    for (int row = Math.max(0, (int) Math.round(top)); row < toRow; row++) {
      if (fromColumn < toColumn) {
        Arrays.fill(pixels, row * width + fromColumn, row * width + toColumn, argb);
      }
    }
  }

  /// Blends one pixel.
  void point(double x, double y, int red, int green, int blue, int opacity) {
    int column = (int) x;
    int row = (int) y;
    if (x >= 0 && y >= 0 && column < width && row < height) {
      int at = row * width + column;
      pixels[at] = Pixels.over(pixels[at], red << 16 | green << 8 | blue, opacity);
    }
  }
}
