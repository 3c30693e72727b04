package org.statescope.training.model;

/// The continuous-time state matrix of a layer in the parameters that define it.
public sealed interface StateMatrix {
  /// One real diagonal matrix per channel: `poles` is `(channels, order)` row-major.
  record Diagonal(double[] poles) implements StateMatrix {}

  /// One scalar system per head.
  ///
  /// @param rates a of each head
  record Scalars(double[] rates) implements StateMatrix {}

  /// One companion matrix for all channels: ones above the diagonal, last row −a₀ … −a₍N₋₁₎ of
  /// det(sI − A) = s^N + a₍N₋₁₎ s^(N−1) + … + a₀.
  ///
  /// @param coefficients a₀ … a₍N₋₁₎
  record Companion(double[] coefficients) implements StateMatrix {}
}
