package org.statescope.app.plot;

import javafx.scene.paint.Color;

/// Blending of premultiplied ARGB pixels in whole numbers.
final class Pixels {
  private Pixels() {}

  /// The colour without its opacity.
  static int rgb(Color colour) {
    return (int) Math.round(255 * colour.getRed()) << 16
        | (int) Math.round(255 * colour.getGreen()) << 8
        | (int) Math.round(255 * colour.getBlue());
  }

  /// A colour laid over a pixel.
  ///
  /// @param below premultiplied
  /// @param rgb the colour, not premultiplied
  /// @param alpha its opacity, 0 to 255
  static int over(int below, int rgb, int alpha) {
    int rest = 255 - alpha;
    int a = alpha + divideBy255((below >>> 24) * rest);
    int r = divideBy255((rgb >> 16 & 255) * alpha + (below >> 16 & 255) * rest);
    int g = divideBy255((rgb >> 8 & 255) * alpha + (below >> 8 & 255) * rest);
    int b = divideBy255((rgb & 255) * alpha + (below & 255) * rest);
    return a << 24 | Math.min(r, a) << 16 | Math.min(g, a) << 8 | Math.min(b, a);
  }

  /// v / 255, rounded, for 0 … 255²; a division would be most of a blend's time.
  static int divideBy255(int v) {
    int biased = v + 128;
    return biased + (biased >> 8) >> 8;
  }
}
