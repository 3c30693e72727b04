package org.statescope.analysis.gramian;

/// What became of an infinite-horizon Gramian.
public sealed interface GramianResult {

  /// The system is stable and its Gramian exists.
  record Converged(Gramian gramian) implements GramianResult {}

  /// The integral or sum that defines the Gramian does not converge.
  ///
  /// @param reason a sentence that names the pole at fault
  record Unstable(String reason) implements GramianResult {}
}
