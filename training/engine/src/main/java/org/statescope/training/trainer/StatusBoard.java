package org.statescope.training.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.ProcessIdentity;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;

/// Keeps `status.json` true: every change of state at once, progress and heartbeat once a second
/// from a thread of its own, so that a slow disk does not slow the training and a long step does
/// not stop the heart.
///
/// A small reserve file is held for the day the disk is full: it is given back so that the last
/// status can be written.
final class StatusBoard implements AutoCloseable {
  private static final long HEARTBEAT_MILLIS = 1000;
  private static final String RESERVE = ".reserve";
  private static final int RESERVE_BYTES = 1 << 16;

  private final RunFolder folder;
  private final RunLog log;
  private final Supplier<Optional<DeviceLoad>> load;
  private final Thread heart;

  /// Held while the file is written; [#status] may change meanwhile.
  private final Object file = new Object();

  private RunStatus status;
  private boolean closed;

  /// @param load asked at every heartbeat, by a thread of its own
  StatusBoard(
      RunFolder folder,
      RunConfiguration configuration,
      RunLog log,
      Supplier<Optional<DeviceLoad>> load) {
    this.folder = folder;
    this.log = log;
    this.load = load;
    status = RunStatus.queued(configuration);
    heart = Thread.ofPlatform().daemon().name("heartbeat").unstarted(this::beat);
  }

  /// Makes the reserve and begins to beat.
  void start() throws IOException {
    Files.write(reserve(), new byte[RESERVE_BYTES]);
    heart.start();
  }

  /// Notes a step; the next heartbeat tells it.
  synchronized void step(StepReport report, double recentTokensPerSecond) {
    status =
        with(
            report.step(),
            recentTokensPerSecond,
            report.secondsLeft(),
            OptionalDouble.of(report.loss()),
            status.bestValidationLoss());
  }

  /// Notes where the run stands without a step: what a checkpoint said, or a new best validation.
  synchronized void standing(long step, OptionalDouble bestValidationLoss) {
    status =
        with(
            step,
            status.tokensPerSecond(),
            status.secondsLeft(),
            status.trainLoss(),
            bestValidationLoss);
  }

  private RunStatus with(
      long step,
      double tokensPerSecond,
      OptionalDouble secondsLeft,
      OptionalDouble trainLoss,
      OptionalDouble bestValidationLoss) {
    return new RunStatus(
        status.state(),
        status.heartbeat(),
        status.process(),
        step,
        status.totalSteps(),
        tokensPerSecond,
        secondsLeft,
        trainLoss,
        bestValidationLoss,
        status.device(),
        status.deviceLoad(),
        status.reason());
  }

  /// Changes the state and writes it at once.
  void enter(RunState state, @Nullable String reason) throws IOException {
    synchronized (file) {
      RunStatus entered = stamped(state, reason, state.isActive() ? load.get() : Optional.empty());
      try {
        folder.writeStatus(entered);
      } catch (IOException e) {
        Files.deleteIfExists(reserve());
        folder.writeStatus(entered);
      }
    }
  }

  private synchronized RunStatus stamped(
      RunState state, @Nullable String reason, Optional<DeviceLoad> loadNow) {
    status =
        new RunStatus(
            state,
            Instant.now(),
            ProcessIdentity.current(),
            status.lastStep(),
            status.totalSteps(),
            status.tokensPerSecond(),
            state == RunState.RUNNING ? status.secondsLeft() : OptionalDouble.empty(),
            status.trainLoss(),
            status.bestValidationLoss(),
            status.device(),
            loadNow.orElse(null),
            reason);
    return status;
  }

  private void beat() {
    while (awaitBeat()) {
      try {
        writeHeartbeat();
      } catch (IOException | RuntimeException e) {
        log.write("The heartbeat could not be written.", e);
      }
    }
  }

  /// Waits for the next beat; false when there is none.
  private synchronized boolean awaitBeat() {
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEARTBEAT_MILLIS);
    try {
      while (!closed) {
        long left = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
        if (left <= 0) {
          return true;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /// Where it fails, the training itself finds out by its own writes.
  private void writeHeartbeat() throws IOException {
    synchronized (file) {
      RunStatus now = current();
      if (now.state().isActive()) {
        folder.writeStatus(stamped(now.state(), now.reason(), load.get()));
      }
    }
  }

  private synchronized RunStatus current() {
    return status;
  }

  private Path reserve() {
    return folder.path().resolve(RESERVE);
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    synchronized (file) {
      Files.deleteIfExists(reserve());
    }
  }
}
