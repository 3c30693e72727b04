package org.statescope.training.trainer;

/// Requires that training has not diverged.
final class Finite {
  private Finite() {}

  /// The value.
  ///
  /// @throws ArithmeticException that names it if it is NaN or infinite
  static double require(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException(what + " is " + value);
    }
    return value;
  }
}
