package org.statescope.analysis.gramian;

/// What became of both infinite-horizon Gramians of a system.
public sealed interface GramianPairResult {

  /// The system is stable.
  record Converged(Gramian controllability, Gramian observability) implements GramianPairResult {}

  /// The system is not stable, so neither Gramian exists.
  ///
  /// @param reason a sentence that names the pole at fault
  record Unstable(String reason) implements GramianPairResult {}
}
