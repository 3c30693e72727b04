package org.statescope.analysis.structure;

/// The numbers and the sentence behind a [Verdict].
///
/// @param value the number that decided, non-negative; the property needs it to be positive
/// @param tolerance what the value was compared with; 0 when the decision is exact, ∞ when rounding
///   may have moved the value by an unknown amount
/// @param method what decided
/// @param condition by how much a relative error of the data may be magnified in the value; 1 is
///   best, ∞ when unknown or unbounded
/// @param reason one sentence for the reader
public record Evidence(
    double value, double tolerance, DecisionMethod method, double condition, String reason) {
  public Evidence {
    if (Double.isNaN(value) || Double.isNaN(tolerance) || Double.isNaN(condition)) {
      throw new IllegalArgumentException(
          "a verdict needs numbers, but value, tolerance and condition are "
              + value
              + ", "
              + tolerance
              + " and "
              + condition);
    }
  }

  /// How many times the tolerance the value is: above 1 speaks for the property, below 1 against
  /// it; ∞ for an exact decision in its favour, 0 for an exact one against it.
  public double margin() {
    if (value == 0) {
      return 0;
    }
    return tolerance == 0 ? Double.POSITIVE_INFINITY : value / tolerance;
  }
}
