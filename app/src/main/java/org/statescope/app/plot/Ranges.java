package org.statescope.app.plot;

import org.jfree.data.Range;

/// Arithmetic on axis ranges.
final class Ranges {
  private static final double PADDING = 0.06;

  /// Below this share of its position a range is at the end of what a double can tell apart.
  private static final double NARROWEST = 1e-12;

  /// What a single value shows of itself at either side: a learning rate of 3e-5 is no zero.
  private static final double AROUND = 0.05;

  private Ranges() {}

  /// What an empty plot shows.
  static Range unit(boolean logarithmic) {
    return logarithmic ? new Range(1, 10) : new Range(0, 1);
  }

  /// The range, or a unit about it where it is a single place.
  static Range widened(Range x) {
    return x.getLength() > 0 ? x : new Range(x.getLowerBound() - 0.5, x.getUpperBound() + 0.5);
  }

  /// The range with some air at both ends, never empty.
  static Range padded(Range range, boolean logarithmic) {
    double low = range.getLowerBound();
    double high = range.getUpperBound();
    if (logarithmic) {
      double factor = Math.max(Math.pow(high / low, PADDING), 1.02);
      return new Range(low / factor, high * factor);
    }
    double pad = PADDING * (high - low);
    if (pad <= NARROWEST * Math.max(Math.abs(low), Math.abs(high))) {
      pad = AROUND * (low == 0 ? 1 : Math.abs(low));
    }
    return new Range(low - pad, high + pad);
  }

  /// The range scaled about a fixed value; as it was when it would become too narrow or not finite.
  static Range scaled(Range range, double about, double factor) {
    double low = about + (range.getLowerBound() - about) * factor;
    double high = about + (range.getUpperBound() - about) * factor;
    double size = Math.max(Math.abs(low), Math.abs(high));
    boolean usable = Double.isFinite(high - low) && high - low > NARROWEST * size;
    return usable ? new Range(low, high) : range;
  }

  /// The same in the logarithm, for positive ranges.
  static Range scaledLogarithmically(Range range, double about, double factor) {
    Range logarithms = new Range(Math.log(range.getLowerBound()), Math.log(range.getUpperBound()));
    Range scaled = scaled(logarithms, Math.log(about), factor);
    Range result = new Range(Math.exp(scaled.getLowerBound()), Math.exp(scaled.getUpperBound()));
    boolean usable = result.getLowerBound() > 0 && Double.isFinite(result.getUpperBound());
    return usable ? result : range;
  }
}
