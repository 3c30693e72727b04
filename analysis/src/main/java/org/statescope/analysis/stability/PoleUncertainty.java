package org.statescope.analysis.stability;

import java.util.Locale;

/// How far rounding may have moved a pole, where that is known.
///
/// **Formula**: to first order `κ(λ)·ε`, with κ the condition of the pole and ε the rounding error
/// of A. **Edge cases**: where that exceeds every pole of A, no digit of the pole is secured, the
/// first order says nothing, and the answer is [Unknown]; so for defective poles and for matrices
/// very far from normal.
public sealed interface PoleUncertainty {

  /// The first-order bound.
  ///
  /// @param value in the unit of the pole
  /// @param condition κ(λ) ≥ 1
  record Bounded(double value, double condition) implements PoleUncertainty {}

  /// Nothing is known.
  ///
  /// @param reason a clause
  record Unknown(String reason) implements PoleUncertainty {}

  /// The bound for a pole of a given condition.
  ///
  /// @param condition κ(λ), may be infinite
  /// @param error ε, the rounding error of A, in the unit of A
  /// @param spectralRadius the largest modulus of a pole
  static PoleUncertainty of(double condition, double error, double spectralRadius) {
    double value = condition * error;
    return value <= spectralRadius
        ? new Bounded(value, condition)
        : new Unknown(
            "the condition of the pole leaves no digit of it, so only the stability radius counts");
  }

  /// The bound, ∞ where it is unknown.
  default double orInfinity() {
    return switch (this) {
      case Bounded bounded -> bounded.value();
      case Unknown _ -> Double.POSITIVE_INFINITY;
    };
  }

  /// κ(λ), ∞ where the bound is unknown.
  default double condition() {
    return switch (this) {
      case Bounded bounded -> bounded.condition();
      case Unknown _ -> Double.POSITIVE_INFINITY;
    };
  }

  /// The answer as a clause for a report.
  default String words() {
    return switch (this) {
      case Bounded bounded ->
          String.format(Locale.ROOT, "rounding may have moved it by %.2g", bounded.value());
      case Unknown unknown -> "how far rounding moved it is unknown: " + unknown.reason();
    };
  }
}
