package org.statescope.analysis.response;

/// A quotient of two real polynomials, coefficients from the constant term up.
///
/// @param numerator b₀, b₁, …
/// @param denominator a₀, a₁, …, 1
public record TransferFunction(double[] numerator, double[] denominator) {}
