package org.statescope.training.model;

/// The continuous-time state matrices of a layer in the parameters that define them.
public sealed interface StateMatrix {
  /// One real diagonal matrix per channel: `poles` is `(channels, order)` row-major.
  record Diagonal(double[] poles) implements StateMatrix {}

  /// One scalar system per head.
  ///
  /// @param rates a of each head
  record Scalars(double[] rates) implements StateMatrix {}

  /// Companion matrices: ones above the diagonal, last row −a₀ … −a₍N₋₁₎ of det(sI − A) = s^N +
  /// a₍N₋₁₎ s^(N−1) + … + a₀, or their transposes.
  ///
  /// @param coefficients a₀ … a₍N₋₁₎ of each system, `(systems, order)` row-major
  record Companion(int order, double[] coefficients, boolean transposed) implements StateMatrix {}

  /// Routh–Schwarz matrices: f_i above and −f_i below the diagonal, −g in the last corner, or their
  /// transposes.
  ///
  /// @param parameters f₁ … f₍N₋₁₎, g of each system, `(systems, order)` row-major, all above 0
  record Schwarz(int order, double[] parameters, boolean transposed) implements StateMatrix {}
}
