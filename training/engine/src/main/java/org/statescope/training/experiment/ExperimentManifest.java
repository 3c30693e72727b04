package org.statescope.training.experiment;

import java.time.Instant;
import java.util.SortedMap;

/// What `experiment.json` says: all that decides what the experiment computes, and where it began.
///
/// @param format version of the experiment folder's layout
/// @param versions by component: statescope, java, nd4j, the operating system
public record ExperimentManifest(
    int format,
    Instant created,
    ExperimentPlan plan,
    SortedMap<String, String> versions,
    Machine machine) {
  /// The layout this version writes, and the newest it reads.
  public static final int FORMAT = 1;
}
