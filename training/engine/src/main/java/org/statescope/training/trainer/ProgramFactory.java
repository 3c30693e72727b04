package org.statescope.training.trainer;

import org.statescope.training.run.RunConfiguration;

/// Makes the program of a run on the device its configuration names.
@FunctionalInterface
public interface ProgramFactory {
  /// @param threads that may compute
  /// @throws IllegalArgumentException in one sentence if the device is unknown or cannot be used
  ///   here
  TrainingProgram create(RunConfiguration configuration, int threads);
}
