package org.statescope.app.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LatestTaskTest {
  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  private final ExecutorService foreground = Executors.newSingleThreadExecutor();
  private final List<Integer> delivered = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    background.shutdown();
    foreground.shutdown();
  }

  @Test
  void aFloodOfRequestsRunsFewTimesAndEndsWithTheNewest() throws Exception {
    LatestTask task = new LatestTask(background, foreground, Duration.ofMillis(50));
    CountDownLatch last = new CountDownLatch(1);
    for (int i = 1; i <= 1000; i++) {
      int request = i;
      foreground.execute(
          () ->
              task.run(
                  () -> request,
                  result -> {
                    delivered.add(result);
                    if (result == 1000) {
                      last.countDown();
                    }
                  }));
    }
    assertTrue(last.await(10, TimeUnit.SECONDS), "the newest arrives");
    assertTrue(delivered.size() <= 4, "delivered " + delivered);
    assertEquals(delivered.stream().sorted().toList(), delivered);
  }

  @Test
  void workThatFailsLetsTheNextOneRun() throws Exception {
    LatestTask task = new LatestTask(background, foreground, Duration.ofMillis(1));
    CountDownLatch done = new CountDownLatch(1);
    foreground
        .submit(
            () ->
                task.run(
                    () -> {
                      throw new IllegalStateException("as planned");
                    },
                    result -> delivered.add(0)))
        .get();
    Thread.sleep(50);
    foreground.execute(() -> task.run(() -> 2, result -> done.countDown()));
    assertTrue(done.await(10, TimeUnit.SECONDS));
    assertTrue(delivered.isEmpty());
  }
}
