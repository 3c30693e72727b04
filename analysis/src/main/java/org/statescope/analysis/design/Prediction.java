package org.statescope.analysis.design;

/// What an edit does to the frozen response of one system.
public sealed interface Prediction {
  /// The change of a stable response.
  ///
  /// @param change ‖G − G'‖∞, measured, see [org.statescope.analysis.response.ResponseDifference]
  /// @param frequency where the change is largest, rad per unit of time of the poles
  /// @param bound what the change cannot exceed
  /// @param kind why
  record Finite(double change, double frequency, double bound, BoundKind kind)
      implements Prediction {}

  /// A pole that is not stable changed, so that the change has no limit.
  ///
  /// @param reason in one sentence
  record Unlimited(String reason) implements Prediction {}
}
