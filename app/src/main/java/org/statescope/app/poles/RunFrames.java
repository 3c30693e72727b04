package org.statescope.app.poles;

import java.util.List;
import java.util.Optional;
import org.statescope.app.plot.ShownRun;

/// What was read of one run for one position of the step cursor.
///
/// @param run the run
/// @param now the poles at the last snapshot not beyond the cursor
/// @param first the poles at the run's first snapshot
/// @param past earlier frames for the trails, oldest first
/// @param earlier the steps of all snapshots before `now`, read or not; empty without trails
/// @param problem why there are no poles, or older ones than there should be, as a sentence
record RunFrames(
    ShownRun run,
    Optional<PoleFrame> now,
    Optional<PoleFrame> first,
    List<PoleFrame> past,
    List<Long> earlier,
    Optional<String> problem) {
  RunFrames {
    past = List.copyOf(past);
    earlier = List.copyOf(earlier);
  }
}
