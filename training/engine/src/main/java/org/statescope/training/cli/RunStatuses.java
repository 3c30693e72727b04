package org.statescope.training.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;

/// Statuses of a run while its trainer is not at work: what the trainer said last stays.
final class RunStatuses {
  private RunStatuses() {}

  static void write(
      RunFolder folder, RunConfiguration configuration, RunState state, @Nullable String reason)
      throws IOException {
    RunStatus old = folder.status();
    folder.writeStatus(
        new RunStatus(
            state,
            Instant.now(),
            ProcessIdentity.current(),
            old.lastStep(),
            configuration.steps(),
            0,
            OptionalDouble.empty(),
            old.trainLoss(),
            old.bestValidationLoss(),
            configuration.device(),
            reason));
  }
}
