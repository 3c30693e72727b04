package org.statescope.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final long SLEEP_MILLISECONDS = 10;
  private static final double BUDGET = 0.05;

  @Test
  void workThatExceedsTheBudgetStillRunsAsOftenAsAsked() {
    AtomicInteger runs = new AtomicInteger();
    Stopwatch.Times times = Stopwatch.within(0, 3, runs::incrementAndGet);
    assertEquals(3, runs.get());
    assertEquals(3, times.count());
  }

  @Test
  void workRunsUntilTheBudgetIsUsedUpAndTheMedianIsNotShorterThanTheWork() {
    Stopwatch.Times times = Stopwatch.within(BUDGET, 1, StopwatchTest::sleep);
    assertTrue(times.median() >= 0.9 * SLEEP_MILLISECONDS * 1e-3, "median " + times.median());
    assertTrue(times.count() * SLEEP_MILLISECONDS * 1e-3 <= 2 * BUDGET, "runs " + times.count());
  }

  private static void sleep() {
    try {
      Thread.sleep(SLEEP_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
