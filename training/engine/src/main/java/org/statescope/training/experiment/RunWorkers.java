package org.statescope.training.experiment;

import java.io.IOException;
import java.nio.file.Path;

/// Starts trainers. Each is a process of its own, so that a run that takes its process down, by
/// memory or by a native library, takes nothing else with it.
@FunctionalInterface
public interface RunWorkers {
  /// Starts to train a queued run, or to go on with it from its last checkpoint.
  ///
  /// @param output where the process prints, behind what is there
  Process start(Path runFolder, Path output) throws IOException;
}
