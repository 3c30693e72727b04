package org.statescope.training.run.event;

import java.nio.file.Path;
import java.time.Instant;

/// One thing a run reported, in the order of writing.
public sealed interface Event {

  /// A number at a step; always finite. TensorBoard's files hold scalars in single precision.
  record Scalar(long step, Instant wallTime, String tag, double value) implements Event {}

  /// A distribution at a step.
  record Histogram(long step, Instant wallTime, String tag, HistogramBuckets buckets)
      implements Event {}

  /// The run was resumed: everything reported for `firstStep` and later is void and comes again.
  record Restarted(long firstStep, Instant wallTime) implements Event {}

  /// A stretch of a file that cannot be trusted, in a sentence; readers show it rather than hide
  /// the gap.
  record Damaged(Path file, long position, String sentence) implements Event {}
}
