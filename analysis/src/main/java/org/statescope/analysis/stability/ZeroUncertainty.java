package org.statescope.analysis.stability;

import java.util.Locale;

/// How far rounding of the stored numbers may have moved an invariant zero, where that is known.
///
/// **Edge cases**: nothing is known where no digit is secured, and where the number of zeros itself
/// hangs on the rounding, as it does for different numbers of inputs and outputs.
public sealed interface ZeroUncertainty {

  /// An estimate of the farthest.
  ///
  /// @param radius in the unit of the zero
  record Within(double radius) implements ZeroUncertainty {}

  /// Nothing is known.
  ///
  /// @param reason a clause
  record Unknown(String reason) implements ZeroUncertainty {}

  /// The radius, ∞ where it is unknown.
  default double orInfinity() {
    return switch (this) {
      case Within(double radius) -> radius;
      case Unknown _ -> Double.POSITIVE_INFINITY;
    };
  }

  /// The answer as a clause for a report.
  default String words() {
    return switch (this) {
      case Within(double radius) ->
          String.format(Locale.ROOT, "rounding may have moved it by %.2g", radius);
      case Unknown(String reason) -> "how far rounding moved it is unknown: " + reason;
    };
  }
}
