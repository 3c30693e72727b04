package org.statescope.training.experiment;

import java.util.List;

/// How an experiment's command ended.
public sealed interface ExperimentOutcome {
  /// Every run has all its steps.
  record Complete() implements ExperimentOutcome {}

  /// Every run was tried, but some have not all their steps.
  ///
  /// @param runs their names
  record Incomplete(List<String> runs) implements ExperimentOutcome {}

  /// The user ended it; the same command goes on.
  record Stopped() implements ExperimentOutcome {}
}
