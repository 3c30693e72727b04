package org.statescope.app.seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;

class SeedStatisticsTest {
  /// The table's digits.
  private static final double TABLE = 5e-4;

  /// Gosset's own data (1908): hours of sleep gained by ten patients under two drugs.
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  @Test
  void studentsSleepDataGiveStudentsAnswer() {
    PairedTest test = PairedTest.of(bySeed(FIRST), bySeed(SECOND)).orElseThrow();
    assertEquals(-1.58, test.difference().mean(), 1e-12);
    assertEquals(0.002833, test.probability().orElseThrow(), 1e-6);
    assertEquals(-2.4599, test.difference().low(), TABLE);
    assertEquals(-0.7001, test.difference().high(), TABLE);
  }

  @Test
  void theQuantilesAreThoseOfTheTables() {
    assertEquals(12.706, MeanInterval.quantile(2), TABLE);
    assertEquals(4.303, MeanInterval.quantile(3), TABLE);
    assertEquals(2.262, MeanInterval.quantile(10), TABLE);
  }

  @Test
  void onlySharedSeedsArePairedAndOneAloneIsNone() {
    Map<Long, Double> some = Map.of(1L, 2.0, 2L, 3.0, 3L, 5.0);
    PairedTest test = PairedTest.of(some, Map.of(2L, 1.0, 3L, 2.0, 9L, 100.0)).orElseThrow();
    assertEquals(2, test.difference().size());
    assertEquals(2.5, test.difference().mean());
    assertEquals(Optional.empty(), PairedTest.of(some, Map.of(3L, 1.0, 4L, 1.0)));
  }

  @Test
  void equalDifferencesHaveNoProbability() {
    PairedTest test =
        PairedTest.of(Map.of(1L, 2.0, 2L, 3.0), Map.of(1L, 1.0, 2L, 2.0)).orElseThrow();
    assertTrue(test.probability().isEmpty());
    assertEquals(0, test.difference().half());
  }

  @Test
  void oneValueHasNoInterval() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> MeanInterval.of(3));
    assertTrue(refusal.getMessage().contains("at least 2 values but got 1"));
  }

  @Test
  void runsThatDifferInSeedAndNameOnlyAreOneGroup() {
    RunConfiguration first = Presets.get("mamba-tiny").toBuilder().name("a").seed(1).build();
    RunConfiguration again = first.toBuilder().name("b").seed(2).build();
    RunConfiguration longer = first.toBuilder().steps(first.steps() + 1).seed(3).build();
    RunConfiguration other = Presets.get("sc-mamba-tiny");
    assertEquals(
        List.of(List.of(first, again)),
        SeedGroups.of(List.of(other, first, longer, again), Optional::of));
  }

  @Test
  void aRunThatWasStartedFromAnotherIsStillOfItsGroup() {
    RunConfiguration first = Presets.get("mamba-tiny").toBuilder().name("a").seed(1).build();
    RunConfiguration child = first.toBuilder().name("b").seed(2).parentRun("runs/a").build();
    assertEquals(
        List.of(List.of(first, child)), SeedGroups.of(List.of(first, child), Optional::of));
  }

  private static Map<Long, Double> bySeed(double[] values) {
    Map<Long, Double> map = new java.util.HashMap<>();
    for (int i = 0; i < values.length; i++) {
      map.put((long) i, values[i]);
    }
    return map;
  }
}
