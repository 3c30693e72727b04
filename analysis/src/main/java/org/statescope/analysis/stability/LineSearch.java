package org.statescope.analysis.stability;

import java.util.function.DoubleUnaryOperator;

/// Local minimum of a function of one variable: a bracket grown from a starting point, then Brent's
/// combination of golden section and parabolas (Brent, Algorithms for Minimization without
/// Derivatives, 1973, ch. 5). The lowest point ever evaluated is what counts.
final class LineSearch {
  private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;
  private static final double GROWTH = 3;
  private static final int MOST_GROWTHS = 80;
  private static final int MOST_STEPS = 100;

  private final DoubleUnaryOperator function;
  private final double from;
  private final double to;
  private double bestAt;
  private double best = Double.POSITIVE_INFINITY;
  private long evaluations;

  /// A search confined to [from, to].
  LineSearch(DoubleUnaryOperator function, double from, double to) {
    this.function = function;
    this.from = from;
    this.to = to;
  }

  double best() {
    return best;
  }

  double bestAt() {
    return bestAt;
  }

  long evaluations() {
    return evaluations;
  }

  double at(double x) {
    evaluations++;
    double value = function.applyAsDouble(x);
    if (value < best) {
      best = value;
      bestAt = x;
    }
    return value;
  }

  /// Descends from x with a first step, to a relative accuracy of the position.
  void descend(double x, double step, double relativeAccuracy) {
    double centre = x;
    double value = at(centre);
    double left = centre;
    double right = centre;
    double width = step;
    for (int i = 0; i < MOST_GROWTHS; i++) {
      left = Math.max(from, centre - width);
      right = Math.min(to, centre + width);
      double atLeft = left < centre ? at(left) : Double.POSITIVE_INFINITY;
      double atRight = right > centre ? at(right) : Double.POSITIVE_INFINITY;
      if (value <= atLeft && value <= atRight) {
        break;
      }
      if (atLeft < atRight) {
        centre = left;
        value = atLeft;
      } else {
        centre = right;
        value = atRight;
      }
      width *= GROWTH;
    }
    brent(left, centre, right, value, relativeAccuracy);
  }

  private void brent(double a, double start, double b, double startValue, double accuracy) {
    double low = a;
    double high = b;
    double x = start;
    double w = start;
    double v = start;
    double fx = startValue;
    double fw = fx;
    double fv = fx;
    double step = 0;
    double previous = 0;
    for (int i = 0; i < MOST_STEPS; i++) {
      double middle = (low + high) / 2;
      double tolerance = accuracy * Math.abs(x) + Double.MIN_NORMAL;
      if (Math.abs(x - middle) + (high - low) / 2 <= 2 * tolerance) {
        return;
      }
      double p = 0;
      double q = 0;
      if (Math.abs(previous) > tolerance) {
        double r = (x - w) * (fx - fv);
        q = (x - v) * (fx - fw);
        p = (x - v) * q - (x - w) * r;
        q = 2 * (q - r);
        p = q > 0 ? -p : p;
        q = Math.abs(q);
      }
      boolean parabola =
          Math.abs(p) < Math.abs(q * previous / 2) && p > q * (low - x) && p < q * (high - x);
      if (parabola) {
        previous = step;
        step = p / q;
      } else {
        previous = x < middle ? high - x : low - x;
        step = GOLDEN * previous;
      }
      double u = x + (Math.abs(step) >= tolerance ? step : Math.copySign(tolerance, step));
      double fu = at(u);
      if (fu <= fx) {
        if (u < x) {
          high = x;
        } else {
          low = x;
        }
        v = w;
        fv = fw;
        w = x;
        fw = fx;
        x = u;
        fx = fu;
      } else {
        if (u < x) {
          low = u;
        } else {
          high = u;
        }
        if (fu <= fw || w == x) {
          v = w;
          fv = fw;
          w = u;
          fw = fu;
        } else if (fu <= fv || v == x || v == w) {
          v = u;
          fv = fu;
        }
      }
    }
  }
}
