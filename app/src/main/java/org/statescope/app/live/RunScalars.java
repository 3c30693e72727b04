package org.statescope.app.live;

import java.util.Map;
import java.util.Optional;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.event.Tags;

/// Everything a run has reported up to one moment.
///
/// @param run the run
/// @param configuration what it computes; empty while it does not read
/// @param byTag points by TensorBoard tag
/// @param problem what could not be read, as a sentence
public record RunScalars(
    ShownRun run,
    Optional<RunConfiguration> configuration,
    Map<String, Scalars> byTag,
    Optional<String> problem) {
  public RunScalars {
    byTag = Map.copyOf(byTag);
  }

  public Scalars scalars(String tag) {
    return byTag.getOrDefault(tag, Scalars.NONE);
  }

  public long lastStep() {
    return byTag.values().stream().mapToLong(Scalars::lastStep).max().orElse(0);
  }

  /// Tokens that one training step consumes.
  public long tokensPerStep() {
    return configuration.map(RunConfiguration::tokensPerStep).orElse(1L);
  }

  /// Where a step of this run lies on an axis.
  public double position(long step, Axis axis) {
    return switch (axis) {
      case STEP -> step;
      case TOKENS -> (double) step * tokensPerStep();
      case SECONDS -> scalars(Tags.TRAIN_LOSS).secondsAt(step);
    };
  }

  /// The step of this run that lies at a position on an axis.
  public long stepAt(double position, Axis axis) {
    return switch (axis) {
      case STEP -> Math.round(position);
      case TOKENS -> Math.round(position / tokensPerStep());
      case SECONDS -> scalars(Tags.TRAIN_LOSS).stepAtSeconds(position);
    };
  }
}
