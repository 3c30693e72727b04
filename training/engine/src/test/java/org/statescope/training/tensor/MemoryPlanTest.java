package org.statescope.training.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryPlanTest {
  private record Run(long place, long count) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void runsInUseNeverOverlapNorReachBeyondTheBlock(long seed) {
    Random random = new Random(seed);
    MemoryPlan plan = new MemoryPlan();
    List<Run> used = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      if (used.isEmpty() || random.nextInt(5) < 3) {
        long count = 1 + random.nextInt(300);
        Run taken = new Run(plan.take(count), count);
        assertTrue(taken.place + count <= plan.size(), taken + " in " + plan.size());
        for (Run other : used) {
          assertTrue(
              taken.place + count <= other.place || other.place + other.count <= taken.place,
              taken + " and " + other);
        }
        used.add(taken);
      } else {
        Run back = used.remove(random.nextInt(used.size()));
        plan.giveBack(back.place, back.count);
      }
    }
  }

  @Test
  void whatIsGivenBackIsTakenAgain() {
    MemoryPlan plan = new MemoryPlan();
    long first = plan.take(100);
    long second = plan.take(50);
    long size = plan.size();
    plan.giveBack(first, 100);
    plan.giveBack(second, 50);
    assertEquals(first, plan.take(150));
    assertEquals(size, plan.size());
  }
}
