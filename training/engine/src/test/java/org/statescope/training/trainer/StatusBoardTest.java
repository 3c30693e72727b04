package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// The heart beats on whatever a device does, and holds nothing up.
class StatusBoardTest {
  private static final RunConfiguration RUN = SmallRuns.configuration(9);

  @TempDir private Path runs;

  @Test
  void aHeartbeatThatWaitsForADeviceDoesNotHoldUpAStep() throws IOException {
    RunFolder folder = RunFolder.create(runs, RUN);
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch answered = new CountDownLatch(1);
    AtomicBoolean heldUp = new AtomicBoolean();
    Supplier<Optional<DeviceLoad>> load =
        () -> {
          asked.countDown();
          if (asked.getCount() == 0) {
            heldUp.set(!hasCome(answered));
          }
          return Optional.empty();
        };
    try (RunLog log = RunLog.open(folder.path());
        StatusBoard board = new StatusBoard(folder, RUN, log, load)) {
      board.start();
      board.enter(RunState.RUNNING, null);
      assertTrue(hasCome(asked));
      board.step(report(3), 100);
      answered.countDown();
      board.enter(RunState.FINISHED, null);
    }
    assertFalse(heldUp.get());
    assertEquals(3, folder.status().lastStep());
    assertEquals(RunState.FINISHED, folder.status().state());
  }

  @Test
  void aDeviceThatCannotTellItsLoadDoesNotStopTheHeart() throws IOException {
    RunFolder folder = RunFolder.create(runs, RUN);
    AtomicInteger times = new AtomicInteger();
    CountDownLatch beats = new CountDownLatch(3);
    Supplier<Optional<DeviceLoad>> load =
        () -> {
          beats.countDown();
          if (times.incrementAndGet() == 2) {
            throw new IllegalStateException("the device does not answer");
          }
          return Optional.of(
              new DeviceLoad(
                  OptionalLong.of(times.get()),
                  OptionalLong.empty(),
                  OptionalDouble.empty(),
                  OptionalDouble.empty()));
        };
    try (RunLog log = RunLog.open(folder.path());
        StatusBoard board = new StatusBoard(folder, RUN, log, load)) {
      board.start();
      board.enter(RunState.RUNNING, null);
      Instant entered = folder.status().heartbeat();
      assertTrue(hasCome(beats));
      board.enter(RunState.PAUSED, null);
      assertTrue(folder.status().heartbeat().isAfter(entered));
    }
  }

  private static boolean hasCome(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StepReport report(long step) {
    return new StepReport(
        step, 9, 2.5, 1e-3, 0.5, OptionalLong.empty(), 100, OptionalDouble.empty());
  }
}
