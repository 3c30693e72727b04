package org.statescope.analysis.structure;

import org.statescope.analysis.linalg.complex.ShiftedPencil;

/// Walks downhill on `σ_min([A − λI, B])` over the complex plane from a start: BFGS on its square,
/// which is smooth where the function itself has a corner, then a compass search that needs no
/// gradient.
final class LocalDescent {
  private static final int MOST_STEPS = 60;
  private static final int MOST_HALVINGS = 40;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double STALLED = 1e-13;
  private static final int COMPASS_ROUNDS = 200;
  private static final double COMPASS_END = 1e-8;

  private final ShiftedPencil.Evaluator pencil;
  private final double[] gradient = new double[2];
  private double x;
  private double y;
  private double value;
  private long evaluations;

  LocalDescent(ShiftedPencil.Evaluator pencil) {
    this.pencil = pencil;
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  double value() {
    return value;
  }

  long evaluations() {
    return evaluations;
  }

  private double at(double re, double im) {
    evaluations++;
    return pencil.smallestSingularValue(re, im);
  }

  /// Descends from a start; the lowest point found is in [#x], [#y], [#value].
  void from(double startX, double startY) {
    x = startX;
    y = startY;
    value = at(x, y);
    double h11 = 0.5;
    double h12 = 0;
    double h22 = 0.5;
    pencil.gradient(gradient);
    double gx = 2 * value * gradient[0];
    double gy = 2 * value * gradient[1];
    for (int step = 0; step < MOST_STEPS && value > 0; step++) {
      double dx = -(h11 * gx + h12 * gy);
      double dy = -(h12 * gx + h22 * gy);
      double slope = dx * gx + dy * gy;
      if (!(slope < 0)) {
        h11 = 0.5;
        h12 = 0;
        h22 = 0.5;
        dx = -0.5 * gx;
        dy = -0.5 * gy;
        slope = dx * gx + dy * gy;
        if (!(slope < 0)) {
          return;
        }
      }
      double square = value * value;
      double length = 1;
      double next = at(x + dx, y + dy);
      int halvings = 0;
      while (!(next * next <= square + SUFFICIENT_DECREASE * length * slope)
          && halvings < MOST_HALVINGS) {
        length /= 2;
        halvings++;
        next = at(x + length * dx, y + length * dy);
      }
      if (!(next < value)) {
        return;
      }
      pencil.gradient(gradient);
      double newX = 2 * next * gradient[0];
      double newY = 2 * next * gradient[1];
      double sx = length * dx;
      double sy = length * dy;
      double qx = newX - gx;
      double qy = newY - gy;
      double curvature = sx * qx + sy * qy;
      if (curvature > 0) {
        double hx = h11 * qx + h12 * qy;
        double hy = h12 * qx + h22 * qy;
        double scale = (1 + (qx * hx + qy * hy) / curvature) / curvature;
        h11 += scale * sx * sx - 2 * hx * sx / curvature;
        h12 += scale * sx * sy - (hx * sy + hy * sx) / curvature;
        h22 += scale * sy * sy - 2 * hy * sy / curvature;
      }
      boolean stalled = value - next <= STALLED * value;
      x += sx;
      y += sy;
      gx = newX;
      gy = newY;
      value = next;
      if (stalled) {
        return;
      }
    }
  }

  /// Refines the last point by trying eight directions with a shrinking step.
  void compass() {
    double step = value / 4;
    double end = COMPASS_END * value;
    for (int round = 0; round < COMPASS_ROUNDS && step > end; round++) {
      boolean moved = false;
      for (int direction = 0; direction < 8 && !moved; direction++) {
        double angle = direction * Math.PI / 4;
        double tryX = x + step * Math.cos(angle);
        double tryY = y + step * Math.sin(angle);
        double next = at(tryX, tryY);
        if (next < value) {
          x = tryX;
          y = tryY;
          value = next;
          moved = true;
        }
      }
      if (!moved) {
        step /= 2;
      }
    }
  }
}
