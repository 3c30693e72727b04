package org.statescope.app.runs;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalDouble;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunLock;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;

/// Marks a run that waited and no longer does as stopped before its first step.
final class NotBegun {
  private NotBegun() {}

  /// Does nothing to a run that a trainer has begun meanwhile.
  ///
  /// @param reason a sentence
  static void mark(RunFolder folder, String reason) throws IOException {
    try (RunLock lock = folder.lock()) {
      RunStatus status = folder.status();
      if (status.state() == RunState.QUEUED) {
        folder.writeStatus(
            new RunStatus(
                RunState.STOPPED,
                Instant.now(),
                ProcessIdentity.current(),
                0,
                status.totalSteps(),
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                status.device(),
                reason));
      }
    }
  }
}
