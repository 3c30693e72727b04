package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What `status.json` says: rewritten at every change and at least every few seconds while a
/// trainer lives.
///
/// @param heartbeat when it was written
/// @param process the trainer, or the process that queued the run
/// @param lastStep optimiser steps done
/// @param tokensPerSecond training speed of late; 0 before the first step
/// @param secondsLeft estimate to the last step, once there is one
/// @param trainLoss of the last step, nats per token
/// @param bestValidationLoss so far, nats per token
/// @param deviceLoad what the device said of itself at the heartbeat; null for the processor, and
///   while no program is on the device
/// @param reason one sentence why the run failed or stopped, or how far its text is
public record RunStatus(
    RunState state,
    Instant heartbeat,
    @JsonUnwrapped ProcessIdentity process,
    long lastStep,
    long totalSteps,
    double tokensPerSecond,
    OptionalDouble secondsLeft,
    OptionalDouble trainLoss,
    OptionalDouble bestValidationLoss,
    String device,
    @Nullable DeviceLoad deviceLoad,
    @Nullable String reason) {

  /// A status without the device's load.
  public RunStatus(
      RunState state,
      Instant heartbeat,
      ProcessIdentity process,
      long lastStep,
      long totalSteps,
      double tokensPerSecond,
      OptionalDouble secondsLeft,
      OptionalDouble trainLoss,
      OptionalDouble bestValidationLoss,
      String device,
      @Nullable String reason) {
    this(
        state,
        heartbeat,
        process,
        lastStep,
        totalSteps,
        tokensPerSecond,
        secondsLeft,
        trainLoss,
        bestValidationLoss,
        device,
        null,
        reason);
  }

  /// A trainer on another host whose heartbeat is older counts as dead.
  public static final Duration STALE_AFTER = Duration.ofSeconds(30);

  /// The status of a run that no trainer has begun.
  public static RunStatus queued(RunConfiguration configuration) {
    return new RunStatus(
        RunState.QUEUED,
        Instant.now(),
        ProcessIdentity.current(),
        0,
        configuration.steps(),
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        configuration.device(),
        null);
  }

  public long pid() {
    return process.pid();
  }

  public String host() {
    return process.host();
  }

  /// Whether a trainer works on the run now: it runs or is paused, and its process lives on this
  /// host or, on another host, wrote lately.
  @JsonIgnore
  public boolean isAlive() {
    if (!state.isActive()) {
      return false;
    }
    return process.isOnThisHost()
        ? process.isAliveHere()
        : heartbeat.plus(STALE_AFTER).isAfter(Instant.now());
  }

  /// Whether it was running when its process died: it says so itself, but nobody is there.
  @JsonIgnore
  public boolean isInterrupted() {
    return state.isActive() && !isAlive();
  }

  /// exp of the best validation loss, if there was a validation.
  public OptionalDouble bestValidationPerplexity() {
    return bestValidationLoss.isPresent()
        ? OptionalDouble.of(Math.exp(bestValidationLoss.getAsDouble()))
        : OptionalDouble.empty();
  }
}
