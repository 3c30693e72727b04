package org.statescope.training.trainer;

import java.util.OptionalDouble;

/// How fast a run goes: the speed of late and the time left. Times are of {@link System#nanoTime}.
final class Pace {
  private static final double NANOS = 1e9;

  /// Weight of the newest step in the speed of late.
  private static final double NEWEST = 0.1;

  private final long firstStep;
  private final long totalSteps;
  private final long tokensPerStep;
  private final long begin;
  private long heldNanos;
  private double recentStepSeconds;

  Pace(long firstStep, long totalSteps, long tokensPerStep, long now) {
    this.firstStep = firstStep;
    this.totalSteps = totalSteps;
    this.tokensPerStep = tokensPerStep;
    begin = now;
  }

  /// Notes a step that took so long, and tells its tokens per second.
  double step(long nanos) {
    double seconds = Math.max(nanos, 1) / NANOS;
    recentStepSeconds =
        recentStepSeconds == 0
            ? seconds
            : recentStepSeconds + NEWEST * (seconds - recentStepSeconds);
    return tokensPerStep / seconds;
  }

  /// Time that was spent waiting does not count as training.
  void held(long nanos) {
    heldNanos += nanos;
  }

  /// Tokens per second of the last ten steps or so; 0 before the first.
  double recentTokensPerSecond() {
    return recentStepSeconds == 0 ? 0 : tokensPerStep / recentStepSeconds;
  }

  /// From the whole session's pace, evaluations and checkpoints included; none before the first
  /// step.
  OptionalDouble secondsLeft(long step, long now) {
    long done = step - firstStep;
    if (done <= 0) {
      return OptionalDouble.empty();
    }
    double secondsPerStep = (now - begin - heldNanos) / NANOS / done;
    return OptionalDouble.of(secondsPerStep * (totalSteps - step));
  }
}
