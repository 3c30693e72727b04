package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class StepTuningTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void allThreadsStayWhereTheyAreFastest() {
    StepTuning tuning = threads(8, threads -> 80 / threads);
    assertEquals(8, tuning.next());
    assertEquals(
        "Threads at work, best of 5 steps each: 8 in 10.0 ms, 4 in 20.0 ms. Chosen: 8.",
        tuning.sentence());
  }

  @Test
  void threadsThatShareACoreAreLeftOut() {
    StepTuning tuning = threads(8, threads -> threads > 4 ? 30 : 80 / threads);
    assertEquals(4, tuning.next());
    assertEquals(
        "Threads at work, best of 5 steps each: 8 in 30.0 ms, 4 in 20.0 ms, 2 in 40.0 ms. Chosen:"
            + " 4.",
        tuning.sentence());
  }

  @Test
  void aModelTooSmallToBeDividedRunsOnOneThread() {
    assertEquals(1, threads(7, threads -> threads).next());
  }

  @Test
  void aGainWithinTheNoiseIsNone() {
    assertEquals(4, threads(4, threads -> threads == 4 ? 100 : 96).next());
  }

  @Test
  void slowStepsOfTheWarmUpAndSingleOutliersDoNotCount() {
    StepTuning tuning = StepTuning.ofThreads(2, StepTuning.WARMUP_STEPS);
    for (int i = 0; i < StepTuning.WARMUP_STEPS; i++) {
      assertEquals(2, tuning.next());
      tuning.took(1000 * MILLISECOND);
    }
    for (int i = 0; i < 2 * StepTuning.TURNS; i++) {
      assertFalse(tuning.isDone());
      tuning.took((i == 2 ? 500 : tuning.next() == 2 ? 10 : 15) * MILLISECOND);
    }
    assertTrue(tuning.isDone());
    assertEquals(2, tuning.next());
  }

  @Test
  void everyTileIsTriedAgainstTheBestSoFar() {
    StepTuning tuning = measured(tiles(), tokens -> 100 - tokens / 8);
    assertEquals(128, tuning.next());
    assertEquals(
        "Tokens that a scan takes at a time, best of 5 steps each: 32 in 96.0 ms, 64 in 92.0 ms,"
            + " 128 in 84.0 ms. Chosen: 128.",
        tuning.sentence());
  }

  @Test
  void aTileThatIsHardlyFasterIsNotChosen() {
    assertEquals(32, measured(tiles(), tokens -> tokens == 64 ? 99 : 100).next());
  }

  @Test
  void aTileAfterAWorseOneIsStillTried() {
    assertEquals(128, measured(tiles(), tokens -> tokens == 64 ? 200 : 160 - tokens).next());
  }

  private static StepTuning tiles() {
    return StepTuning.ofTiles(32, List.of(64, 128), 0);
  }

  private static StepTuning threads(int threads, IntToLongFunction milliseconds) {
    return measured(StepTuning.ofThreads(threads, StepTuning.WARMUP_STEPS), milliseconds);
  }

  private static StepTuning measured(StepTuning tuning, IntToLongFunction milliseconds) {
    while (!tuning.isDone()) {
      tuning.took(milliseconds.applyAsLong(tuning.next()) * MILLISECOND);
    }
    return tuning;
  }
}
