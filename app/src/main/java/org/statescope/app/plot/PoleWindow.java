package org.statescope.app.plot;

import java.util.Optional;
import org.jfree.data.Range;

/// The part of a plane that is visible.
public record PoleWindow(Range x, Range y) {
  private static final double MARGIN = 0.1;
  private static final double UNIT_DISC = 1.15;

  /// The window that shows the stability boundary and every pole of a scene with its trail.
  static PoleWindow around(Plane plane, PoleScene scene) {
    Extent extent = new Extent();
    extent.include(scene.now());
    scene.past().forEach(extent::include);
    double left = extent.left;
    double right = extent.right;
    double up = extent.up;
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

  /// The window that the poles of a scene just fill, wherever the stability boundary is; empty
  /// without poles.
  static Optional<PoleWindow> tight(PoleScene scene) {
    PoleCloud now = scene.now();
    if (now.size() == 0) {
      return Optional.empty();
    }
    Range x = Ranges.padded(range(now.real()), false);
    Range y = range(now.imaginary());
    double least = x.getLength() / 4;
    Range high =
        y.getLength() >= least
            ? Ranges.padded(y, false)
            : new Range(y.getCentralValue() - least / 2, y.getCentralValue() + least / 2);
    return Optional.of(new PoleWindow(x, high));
  }

  private static Range range(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return new Range(low, high);
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

  private static final class Extent {
    private double left;
    private double right;
    private double up;

    void include(PoleCloud cloud) {
      left = Math.min(left, cloud.left());
      right = Math.max(right, cloud.right());
      up = Math.max(up, cloud.up());
    }
  }
}
