package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class ThreadTuningTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void allThreadsStayWhereTheyAreFastest() {
    ThreadTuning tuning = measured(8, threads -> 80 / threads);
    assertEquals(8, tuning.next());
    assertEquals(
        "Threads at work, best of 5 steps each: 8 in 10.0 ms, 4 in 20.0 ms. Chosen: 8.",
        tuning.sentence());
  }

  @Test
  void threadsThatShareACoreAreLeftOut() {
    ThreadTuning tuning = measured(8, threads -> threads > 4 ? 30 : 80 / threads);
    assertEquals(4, tuning.next());
    assertEquals(
        "Threads at work, best of 5 steps each: 8 in 30.0 ms, 4 in 20.0 ms, 2 in 40.0 ms. Chosen:"
            + " 4.",
        tuning.sentence());
  }

  @Test
  void aModelTooSmallToBeDividedRunsOnOneThread() {
    assertEquals(1, measured(7, threads -> threads).next());
  }

  @Test
  void aGainWithinTheNoiseIsNone() {
    assertEquals(4, measured(4, threads -> threads == 4 ? 100 : 96).next());
  }

  @Test
  void slowStepsOfTheWarmUpAndSingleOutliersDoNotCount() {
    ThreadTuning tuning = new ThreadTuning(2);
    for (int i = 0; i < ThreadTuning.WARMUP_STEPS; i++) {
      assertEquals(2, tuning.next());
      tuning.took(1000 * MILLISECOND);
    }
    for (int i = 0; i < 2 * ThreadTuning.TURNS; i++) {
      assertFalse(tuning.isDone());
      tuning.took((i == 2 ? 500 : tuning.next() == 2 ? 10 : 15) * MILLISECOND);
    }
    assertTrue(tuning.isDone());
    assertEquals(2, tuning.next());
  }

  private static ThreadTuning measured(int threads, IntToLongFunction milliseconds) {
    ThreadTuning tuning = new ThreadTuning(threads);
    while (!tuning.isDone()) {
      tuning.took(milliseconds.applyAsLong(tuning.next()) * MILLISECOND);
    }
    return tuning;
  }
}
