package org.statescope.training.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.statescope.training.run.OptimizerConfiguration;

class LearningRateScheduleTest {
  private static final double PEAK = 1e-3;
  private static final double MINIMUM = 1e-4;
  private static final long WARMUP = 10;
  private static final long STEPS = 211;
  private static final OptimizerConfiguration OPTIMIZER =
      new OptimizerConfiguration(PEAK, MINIMUM, WARMUP, 0.9, 0.95, 1e-8, 0.1, 1.0);

  @Test
  void theWarmUpIsAStraightLineThatReachesThePeak() {
    for (long step = 0; step < WARMUP; step++) {
      assertEquals(PEAK * (step + 1) / WARMUP, rate(step), 1e-18);
    }
    assertEquals(PEAK, rate(WARMUP), 1e-18);
  }

  @Test
  void theCosineFallsHalfWayInTheMiddleAndEndsAtTheMinimum() {
    long middle = WARMUP + (STEPS - 1 - WARMUP) / 2;
    assertEquals((PEAK + MINIMUM) / 2, rate(middle), 1e-12);
    assertEquals(MINIMUM, rate(STEPS - 1), 1e-18);
    assertEquals(MINIMUM, rate(10 * STEPS), 1e-18);
  }

  @Test
  void afterTheWarmUpTheRateNeverRises() {
    for (long step = WARMUP; step < STEPS; step++) {
      assertTrue(rate(step + 1) <= rate(step), "at step " + step);
    }
  }

  @Test
  void aRunShorterThanItsWarmUpStaysOnTheLine() {
    assertEquals(PEAK * 3 / WARMUP, LearningRateSchedule.learningRate(OPTIMIZER, 2, 3), 1e-18);
  }

  private static double rate(long step) {
    return LearningRateSchedule.learningRate(OPTIMIZER, step, STEPS);
  }
}
