package org.statescope.training.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What `run.json` says.
///
/// @param format version of the run folder's layout
/// @param provenance written by the trainer that begins the run; absent while it is queued
public record RunManifest(
    int format,
    Instant created,
    RunConfiguration configuration,
    @Nullable RunProvenance provenance) {
  /// The layout this version writes, and the newest it reads.
  public static final int FORMAT = 1;
}
