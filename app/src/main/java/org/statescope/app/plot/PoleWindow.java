package org.statescope.app.plot;

import org.jfree.data.Range;

/// The part of a plane that is visible.
public record PoleWindow(Range x, Range y) {
  private static final double MARGIN = 0.1;
  private static final double UNIT_DISC = 1.15;

  /// The window that shows the stability boundary and every pole of a scene.
  static PoleWindow around(Plane plane, PoleScene scene) {
    double left = 0;
    double right = 0;
    double up = 0;
    for (int i = 0; i < scene.now().size(); i++) {
      left = Math.min(left, scene.now().real()[i]);
      right = Math.max(right, scene.now().real()[i]);
      up = Math.max(up, Math.abs(scene.now().imaginary()[i]));
    }
    return switch (plane) {
      case S -> {
        double span = right - left > 0 ? right - left : 1;
        double height = Math.max((1 + MARGIN) * up, span / 4);
        yield new PoleWindow(
            new Range(left - MARGIN * span, right + MARGIN * span), new Range(-height, height));
      }
      case Z -> {
        double reach = Math.max(UNIT_DISC, (1 + MARGIN) * Math.max(up, Math.max(-left, right)));
        yield new PoleWindow(new Range(-reach, reach), new Range(-reach, reach));
      }
    };
  }

  PoleWindow union(PoleWindow other) {
    return new PoleWindow(Range.combine(x, other.x), Range.combine(y, other.y));
  }

  /// The smallest window of this aspect that contains this one, with the same middle.
  PoleWindow withAspect(double width, double height) {
    double perPixel = Math.max(x.getLength() / width, y.getLength() / height);
    double halfX = perPixel * width / 2;
    double halfY = perPixel * height / 2;
    return new PoleWindow(
        new Range(x.getCentralValue() - halfX, x.getCentralValue() + halfX),
        new Range(y.getCentralValue() - halfY, y.getCentralValue() + halfY));
  }
}
