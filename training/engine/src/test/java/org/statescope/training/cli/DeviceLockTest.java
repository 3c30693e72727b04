package org.statescope.training.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Runs on one device follow each other.
@Execution(ExecutionMode.SAME_THREAD)
class DeviceLockTest {
  private static final String HOST = "host";
  private static final String DEVICE = "opencl:0";
  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path state;

  @Test
  void aSecondRunWaitsForTheFirstAndSaysForWhich() throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch hasIt = new CountDownLatch(1);
    try (DeviceLock first = take("first", run -> {})) {
      Thread second =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (DeviceLock lock =
                        take(
                            "second",
                            run -> {
                              said.add(run);
                              waits.countDown();
                            })) {
                      hasIt.countDown();
                    } catch (IOException e) {
                      said.add(e.getMessage());
                    }
                  });
      assertTrue(waits.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      assertEquals("first", said.getFirst());
      assertEquals(1, hasIt.getCount());
      first.close();
      second.join();
    }
    assertTrue(hasIt.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void whoWaitsMayStopWaiting() throws IOException {
    try (DeviceLock first = take("first", run -> {})) {
      assertThrows(
          DeviceWaitCancelledException.class,
          () ->
              take(
                  "second",
                  run -> {
                    throw new DeviceWaitCancelledException(DEVICE);
                  }));
    }
    take("third", run -> assertFalse(true, "nobody has the device")).close();
  }

  @Test
  void otherDevicesAreNotWaitedFor() throws IOException {
    try (DeviceLock first = take("first", run -> {});
        DeviceLock other =
            DeviceLock.await(
                state, HOST, "opencl:1", "second", run -> assertFalse(true, "must not wait"))) {
      assertFalse(first.equals(other));
    }
  }

  /// A process that dies gives its device back.
  @Test
  void aRunInAnotherProcessIsWaitedForUntilItDies() throws Exception {
    TrainerProcess holder =
        TrainerProcess.start(TrainerProcess.command(Holder.class, state.toString()));
    CountDownLatch waited = new CountDownLatch(1);
    while (waited.getCount() > 0) {
      assertTrue(holder.isAlive());
      take(
              "mine",
              run -> {
                if (run.equals("theirs")) {
                  waited.countDown();
                  holder.kill();
                }
              })
          .close();
      Thread.sleep(20);
    }
    holder.await();
  }

  /// Takes the device and keeps it.
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (DeviceLock lock =
          DeviceLock.await(Path.of(arguments[0]), HOST, DEVICE, "theirs", run -> {})) {
        Thread.sleep(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      }
    }
  }

  private DeviceLock take(String run, DeviceLock.Waiting waiting) throws IOException {
    return DeviceLock.await(state, HOST, DEVICE, run, waiting);
  }
}
