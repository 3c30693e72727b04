package org.statescope.training.experiment;

import java.util.OptionalDouble;
import org.statescope.training.run.RunStatus;

/// What a running experiment tells those who watch it. Called on its thread: be quick.
public interface ExperimentEvents {
  /// A few times a second while a run trains.
  ///
  /// @param number of the run in the plan, from 1
  /// @param secondsLeft estimate to the end of the last run, once there is one
  void progress(int number, PlannedRun run, RunStatus status, OptionalDouble secondsLeft);

  /// A run needs no more training, or cannot go on; in a sentence.
  void ended(int number, PlannedRun run, String sentence);
}
