package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;

/// How many poles lie in each square of a picture of a plane.
///
/// **Cost**: one pass over the poles.
final class PoleDensity {
  /// From so many poles in the picture on, single marks would cover one another: it shows counts.
  static final int MOST_SINGLE = 20_000;

  /// The side of a square in pixels.
  static final int CELL = 3;

  private final int columns;
  private final int rows;
  private final int[] counts;
  private int most;
  private int visible;

  private PoleDensity(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    counts = new int[columns * rows];
  }

  static PoleDensity of(PoleCloud cloud, PoleLayer.Mapping mapping, Rectangle2D area) {
    PoleDensity density =
        new PoleDensity(
            (int) Math.ceil(area.getWidth() / CELL), (int) Math.ceil(area.getHeight() / CELL));
    double[] real = cloud.real();
    double[] imaginary = cloud.imaginary();
    for (int i = 0; i < real.length; i++) {
      double x = mapping.x(real[i]) / CELL;
      double y = mapping.y(imaginary[i]) / CELL;
      if (x >= 0 && y >= 0 && x < density.columns && y < density.rows) {
        int at = (int) y * density.columns + (int) x;
        density.visible++;
        density.most = Math.max(density.most, ++density.counts[at]);
      }
    }
    return density;
  }

  /// How many poles lie inside the picture.
  int visible() {
    return visible;
  }

  /// Whether single marks would show less.
  boolean isDense() {
    return visible > MOST_SINGLE;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  int count(int row, int column) {
    return counts[row * columns + column];
  }

  /// The count of the fullest square.
  int most() {
    return most;
  }

  /// The place of a count on the logarithmic scale from 1, at 0, to [#most], at 1.
  double position(int count) {
    return most <= 1 ? 0 : Math.log(count) / Math.log(most);
  }
}
