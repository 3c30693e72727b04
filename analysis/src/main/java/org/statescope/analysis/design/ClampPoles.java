package org.statescope.analysis.design;

/// Keeps the decay rates −Re λ of a layer's poles within a range: a pole that decays more slowly
/// than `leastRate` moves to Re λ = −leastRate, one that decays faster than `greatestRate` to Re λ
/// = −greatestRate. Imaginary parts stay.
///
/// An unstable pole has a negative rate and so is moved too.
///
/// @param layer index of the layer
/// @param system index of the system, or [PoleEdit#ALL]
/// @param leastRate above 0, in the unit of the layer's poles
/// @param greatestRate at least `leastRate`; infinite for no limit
public record ClampPoles(int layer, int system, double leastRate, double greatestRate)
    implements PoleEdit {
  public ClampPoles {
    PoleEdit.requirePlace(layer, system);
    if (!(leastRate > 0) || leastRate == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "The least decay rate is " + leastRate + " but must be a number above 0.");
    }
    if (!(greatestRate >= leastRate)) {
      throw new IllegalArgumentException(
          "The greatest decay rate is "
              + greatestRate
              + " but must be at least the least one, "
              + leastRate
              + ".");
    }
  }

  /// A least rate and no greatest one.
  public ClampPoles(int layer, int system, double leastRate) {
    this(layer, system, leastRate, Double.POSITIVE_INFINITY);
  }

  /// The clamp that keeps time constants −1/Re λ within a range.
  ///
  /// @param shortest 0 for no limit
  /// @param longest above 0
  public static ClampPoles ofTimeConstants(int layer, int system, double shortest, double longest) {
    return new ClampPoles(layer, system, 1 / longest, 1 / shortest);
  }
}
