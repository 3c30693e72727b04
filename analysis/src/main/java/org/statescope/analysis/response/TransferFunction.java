package org.statescope.analysis.response;

/// A quotient of two real polynomials, coefficients from the constant term up.
///
/// @param numerator b₀, b₁, …
/// @param denominator a₀, a₁, …, 1
public record TransferFunction(double[] numerator, double[] denominator) {
  public TransferFunction {
    requireCoefficients("numerator", numerator);
    requireCoefficients("denominator", denominator);
  }

  private static void requireCoefficients(String name, double[] coefficients) {
    if (coefficients.length == 0) {
      throw new IllegalArgumentException(
          "The " + name + " has no coefficients but a polynomial needs at least one");
    }
    for (double coefficient : coefficients) {
      if (!Double.isFinite(coefficient)) {
        throw new IllegalArgumentException(
            "The "
                + name
                + " has the coefficient "
                + coefficient
                + " but must hold finite numbers");
      }
    }
  }
}
