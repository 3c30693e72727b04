package org.statescope.analysis.structure;

import java.util.Locale;

/// What a search for the smallest value of a function has found and what it has proved: the value
/// lies at or below [#upper] and, if anything was proved, at or above [#lower].
///
/// Units are those of the value. The lower bound holds up to the resolution that the owner of the
/// bounds states; a bound below that resolution proves nothing and is never [Tight] or [Loose].
public sealed interface CertifiedBounds {

  /// The smallest value found; it is attained.
  double upper();

  /// A value that the function certainly does not fall below; 0 if none is known.
  double lower();

  /// The bounds agree to the relative gap that was asked for.
  ///
  /// @param method how the lower bound is known
  record Tight(double upper, double lower, BoundMethod method) implements CertifiedBounds {}

  /// A positive lower bound is proved, but it is farther from the value than was asked for.
  ///
  /// @param method how the lower bound is known
  /// @param reason why it is not nearer, a clause
  record Loose(double upper, double lower, BoundMethod method, String reason)
      implements CertifiedBounds {}

  /// The value was found and nothing is proved below it.
  ///
  /// @param reason why, a clause
  record UpperOnly(double upper, String reason) implements CertifiedBounds {
    @Override
    public double lower() {
      return 0;
    }
  }

  /// Sorts what a search knows into one of the three answers.
  ///
  /// @param relativeGap the gap that was asked for
  /// @param resolution rounding error of a value: a lower bound at or below it proves nothing
  /// @param reason why the bound is not nearer, for the two answers that need a reason
  static CertifiedBounds of(
      double upper,
      double lower,
      BoundMethod method,
      double relativeGap,
      double resolution,
      String reason) {
    if (!(lower > resolution)) {
      return new UpperOnly(
          upper,
          upper > resolution
              ? reason
              : String.format(
                  Locale.ROOT, "the value itself is within rounding, %.2g, of zero", resolution));
    }
    double bound = Math.min(lower, upper);
    return bound >= (1 - relativeGap) * upper
        ? new Tight(upper, bound, method)
        : new Loose(upper, bound, method, reason);
  }

  /// What is proved, as a clause for a report: `certified: at least 0.24, by …`.
  default String words() {
    return switch (this) {
      case Tight tight -> String.format(Locale.ROOT, "certified: at least %.3g", tight.lower());
      case Loose loose ->
          String.format(
              Locale.ROOT,
              "certified: at least %.3g, by %s; %s",
              loose.lower(),
              loose.method().words(),
              loose.reason());
      case UpperOnly only -> "no lower bound is certified: " + only.reason();
    };
  }
}
