package org.statescope.app.workspace;

import java.util.Map;
import java.util.Set;
import org.statescope.training.run.Command;
import org.statescope.training.run.RunManifest;
import org.statescope.training.run.RunStatus;

/// What a run folder said when it was last read; immutable.
public sealed interface RunReading {
  Standing standing();

  /// A folder that reads.
  ///
  /// @param pending what was asked of the trainer and not yet obeyed
  /// @param curves scalars by tag
  /// @param damages sentences about stretches of the event files that cannot be trusted
  record Readable(
      RunManifest manifest,
      RunStatus status,
      Standing standing,
      Set<Command> pending,
      Map<String, Curve> curves,
      java.util.List<String> damages)
      implements RunReading {

    /// The scalar's curve; empty while nothing was reported.
    public Curve curve(String tag) {
      return curves.getOrDefault(tag, Curve.EMPTY);
    }
  }

  /// A folder that does not read.
  ///
  /// @param sentence what is wrong and what to do
  record Unreadable(String sentence) implements RunReading {
    @Override
    public Standing standing() {
      return Standing.UNREADABLE;
    }
  }
}
