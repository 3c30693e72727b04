package org.statescope.app.plot;

import java.util.Arrays;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/// Turns the cells of a heat map into pixels: one lookup for each column of pixels and row of
/// cells, whatever the number of cells.
final class HeatRaster {
  /// Cells at least this wide or high, in pixels, are set apart by a gap.
  private static final double ROOM_FOR_A_GAP = 6;

  private static final int HATCH = 6;

  private final HeatScene scene;
  private final double left;
  private final double perPixel;
  private final int width;
  private final int height;
  private final int[] pixels;
  private final int broken;
  private final int unknown;

  /// @param left column coordinate of the left edge; a cell reaches from its number − ½ to + ½
  /// @param right column coordinate of the right edge
  HeatRaster(
      HeatScene scene, double left, double right, int width, int height, ChartColours colours) {
    this.scene = scene;
    this.left = left;
    this.width = width;
    this.height = height;
    perPixel = (right - left) / width;
    pixels = new int[width * height];
    broken = PerceptualScale.pixel(brokenColour(colours));
    unknown = PerceptualScale.pixel(colours.grid());
  }

  /// What stands for a value that does not exist; it is hatched as well.
  static Color brokenColour(ChartColours colours) {
    return colours.series(1);
  }

  /// The colour of a cell outside the window.
  static java.awt.Color onPaper(double position) {
    if (Double.isNaN(position)) {
      return Colours.awt(ChartColours.LIGHT.grid());
    }
    return Colours.awt(
        position == HeatScene.BROKEN
            ? brokenColour(ChartColours.LIGHT)
            : PerceptualScale.at(position));
  }

  WritableImage image() {
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels(), 0, width);
    return image;
  }

  /// The pixels row by row as ARGB; gaps are transparent. Any thread.
  int[] pixels() {
    double rowHeight = (double) height / scene.rows();
    boolean columnGaps = 1 / perPixel >= ROOM_FOR_A_GAP;
    for (int row = 0; row < scene.rows(); row++) {
      int top = (int) Math.round(row * rowHeight);
      int bottom = (int) Math.round((row + 1) * rowHeight);
      if (rowHeight >= ROOM_FOR_A_GAP) {
        bottom--;
      }
      for (int x = 0; x < width; x++) {
        int first = columnAt(x);
        int end = Math.max(first + 1, columnAt(x + 1));
        if (columnGaps && columnAt(x + 1) > first) {
          continue;
        }
        fill(x, top, bottom, scene.worst(row, first, Math.min(end, scene.columns())));
      }
    }
    return pixels;
  }

  private int columnAt(int pixel) {
    return Math.clamp((int) Math.floor(left + pixel * perPixel + 0.5), 0, scene.columns() - 1);
  }

  private void fill(int x, int top, int bottom, double position) {
    for (int y = top; y < bottom; y++) {
      pixels[y * width + x] =
          Double.isNaN(position)
              ? unknown
              : position == HeatScene.BROKEN ? hatched(x, y) : PerceptualScale.pixel(position);
    }
  }

  private int hatched(int x, int y) {
    return Math.floorMod(x + y, HATCH) < HATCH / 2 ? broken : unknown;
  }

  /// A swatch of the hatching, for legends.
  static WritableImage swatch(int side, ChartColours colours) {
    double[] one = new double[1];
    Arrays.fill(one, HeatScene.BROKEN);
    HeatScene scene = new HeatScene(1, 1, one, (row, column) -> "", (row, column) -> "");
    return new HeatRaster(scene, -0.5, 0.5, side, side, colours).image();
  }
}
