package org.statescope.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.plot.StepCursor;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunColours;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.Workspace;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunState;

class ComparisonTest {
  @TempDir Path root;

  @Test
  void onlyEntriesThatDifferAreRowsAndTheRestIsCounted() {
    RunConfiguration one = Presets.get("mamba-tiny");
    RunConfiguration other = one.toBuilder().seed(2).batch(16).build();
    ConfigurationDifferences differences = ConfigurationDifferences.of(List.of(one, other));
    assertEquals(
        List.of(
            new ConfigurationDifferences.Row("batch", List.of("8", "16")),
            new ConfigurationDifferences.Row("seed", List.of("1", "2"))),
        differences.rows());
    int all = ConfigurationDifferences.of(List.of(one)).equal();
    assertEquals(all - 2, differences.equal());
  }

  @Test
  void nestedEntriesCarryTheirPathAndEnumsTheirNames() {
    ConfigurationDifferences differences =
        ConfigurationDifferences.of(
            List.of(Presets.get("mamba-tiny"), Presets.get("sc-mamba-tiny")));
    assertTrue(
        differences
            .rows()
            .contains(
                new ConfigurationDifferences.Row("model.structure", List.of("mamba", "sc-mamba"))),
        differences.toString());
  }

  @Test
  void anEntryThatOnlyLaterConfigurationsHaveIsARowToo() {
    List<String> keys =
        ConfigurationDifferences.of(
                List.of(Presets.get("mamba-tiny"), Presets.get("sc-mamba-tiny")))
            .rows()
            .stream()
            .map(ConfigurationDifferences.Row::key)
            .filter(key -> key.startsWith("model.canonical"))
            .toList();
    assertTrue(keys.size() > 1, keys.toString());
    assertTrue(
        ConfigurationDifferences.of(
                List.of(Presets.get("mamba-tiny"), Presets.get("sc-mamba-tiny")))
            .rows()
            .stream()
            .filter(row -> keys.contains(row.key()))
            .allMatch(row -> row.values().getFirst().equals("—")));
  }

  @Test
  void numbersStandAsOneWouldTypeThem() {
    assertTrue(
        ConfigurationDifferences.of(
                List.of(Presets.get("mamba-tiny"), Presets.get("sc-mamba-tiny")))
            .rows()
            .contains(
                new ConfigurationDifferences.Row(
                    "optimizer.minimumLearningRate", List.of("0.0003", "0.0001"))));
  }

  @Test
  void withoutRunsNothingDiffers() {
    assertEquals(
        new ConfigurationDifferences(List.of(), 0), ConfigurationDifferences.of(List.of()));
  }

  @Test
  void metricsFollowTicksAndCursor() throws IOException {
    SampleRuns.write(root, "mamba-tiny", "a", RunState.FINISHED, 400);
    SampleRuns.write(root, "sc-mamba-tiny", "b", RunState.FINISHED, 200);
    Fx.start();
    List<CompareModel.Comparison> seen = new CopyOnWriteArrayList<>();
    StepCursor cursor = new StepCursor();
    Workspace workspace =
        Fx.on(
            () ->
                new Workspace(
                    root, new RunColours(), List.of(), javafx.application.Platform::runLater));
    try (workspace) {
      CompareModel model = Fx.on(() -> new CompareModel(workspace, cursor));
      Fx.run(() -> model.comparisonProperty().subscribe(value -> seen.add(value)));
      Fx.run(() -> model.openProperty().set(true));
      Fx.run(workspace::start);
      Fx.waitUntil("both runs are found", 20, () -> workspace.runs().size() == 2);
      assertEquals(List.of(), seen.getLast().runs());
      Fx.run(
          () -> {
            workspace.runs().forEach(run -> run.tickedProperty().set(true));
            cursor.newest(400);
            cursor.moveTo(100);
          });
      CompareModel.Comparison comparison = Fx.on(() -> model.comparisonProperty().get());
      assertEquals(List.of("a", "b"), comparison.runs().stream().map(RunEntry::label).toList());
      MetricTable.Row last = comparison.metrics().getFirst();
      MetricTable.Row best = comparison.metrics().get(1);
      MetricTable.Row atStep = comparison.metrics().get(2);
      assertEquals(MetricTable.Point.AT_STEP, atStep.point());
      assertEquals(100, comparison.step());
      for (int run = 0; run < 2; run++) {
        assertTrue(value(atStep, run) > value(last, run), "perplexity falls after step 100");
        assertTrue(value(best, run) <= value(last, run));
        double lastSpeed = value(comparison.metrics().get(9), run);
        double bestSpeed = value(comparison.metrics().get(10), run);
        double speedAtStep = value(comparison.metrics().get(11), run);
        assertTrue(bestSpeed >= Math.max(lastSpeed, speedAtStep), "of speeds the highest is best");
        assertTrue(bestSpeed > Math.min(lastSpeed, speedAtStep));
      }
      Fx.run(() -> cursor.moveTo(50));
      assertEquals(
          OptionalDouble.empty(),
          Fx.on(() -> model.comparisonProperty().get()).metrics().get(2).values().getFirst(),
          "there was no validation before step 100");
    }
  }

  @Test
  void numbersHaveFourDigitsAndAMissingOneIsADash() {
    assertEquals("1.584", MetricTable.words(OptionalDouble.of(1.58412)));
    assertEquals("12,346", MetricTable.words(OptionalDouble.of(12345.6)));
    assertEquals("—", MetricTable.words(OptionalDouble.empty()));
  }

  @Test
  void halfAnIntervalHasTwoDigitsAndNoExponent() {
    assertEquals("3,127 ± 460", words(3127, 460.2));
    assertEquals("3,127 ± 1,204", words(3127, 1204));
    assertEquals("5.359 ± 2.1", words(5.359, 2.13));
    assertEquals("1.650 ± 0.0038", words(1.65, 0.00384));
    assertEquals("1.650 ± 0", words(1.65, 0));
  }

  private static String words(double mean, double half) {
    return SeedWords.interval(
        java.util.Optional.of(
            new org.statescope.app.seeds.MeanInterval(3, mean, mean - half, mean + half)));
  }

  private static double value(MetricTable.Row row, int run) {
    return row.values().get(run).getAsDouble();
  }

  @Test
  void groupsThatShareSeedsAreComparedSeedBySeed() throws IOException {
    RunConfiguration mamba = Presets.get("mamba-tiny");
    RunConfiguration sparse = Presets.get("sc-mamba-tiny");
    for (long seed = 1; seed <= 3; seed++) {
      SampleRuns.write(root, mamba.toBuilder().name("m" + seed).seed(seed).build(), 300);
      SampleRuns.write(root, sparse.toBuilder().name("s" + seed).seed(seed + 1).build(), 300);
    }
    List<RunEntry> runs = new CopyOnWriteArrayList<>();
    Workspace workspace =
        Fx.on(() -> new Workspace(root, new RunColours(), List.of(), Runnable::run));
    Fx.run(workspace::start);
    Fx.waitUntil("all are found", 20, () -> workspace.runs().size() == 6);
    Fx.run(() -> runs.addAll(workspace.runs().reversed()));
    SeedTable table = SeedTable.of(runs, 300);
    Fx.run(workspace::close);
    assertEquals(
        List.of("mamba-tiny", "sc-mamba-tiny"),
        table.groups().stream().map(SeedTable.Group::label).sorted().toList());
    assertTrue(
        table.rows().stream()
            .allMatch(
                row -> row.values().stream().allMatch(value -> value.orElseThrow().size() == 3)));
    assertEquals(4, table.comparisons().size(), "one pair of groups for each metric");
    assertTrue(
        table.comparisons().stream().allMatch(pair -> pair.test().difference().size() == 2),
        "seeds 2 and 3 are in both");
    assertTrue(SeedTable.of(runs.subList(0, 1), 300).groups().isEmpty());
  }

  @Test
  void ofRunsThatRepeatASeedTheFirstIsPaired() throws IOException {
    RunConfiguration mamba = Presets.get("mamba-tiny");
    RunConfiguration sparse = Presets.get("sc-mamba-tiny");
    for (long seed = 1; seed <= 3; seed++) {
      SampleRuns.write(root, mamba.toBuilder().name("m" + seed).seed(seed).build(), 300);
      SampleRuns.write(root, sparse.toBuilder().name("s" + seed).seed(seed).build(), 300);
    }
    SampleRuns.write(root, mamba.toBuilder().name("again").seed(2).build(), 400);
    List<RunEntry> runs = new CopyOnWriteArrayList<>();
    Workspace workspace =
        Fx.on(() -> new Workspace(root, new RunColours(), List.of(), Runnable::run));
    Fx.run(workspace::start);
    Fx.waitUntil("all are found", 20, () -> workspace.runs().size() == 7);
    Fx.run(() -> runs.addAll(workspace.runs().reversed()));
    Fx.run(workspace::close);
    SeedTable all = SeedTable.of(runs, 300);
    SeedTable once =
        SeedTable.of(runs.stream().filter(run -> !run.label().equals("again")).toList(), 300);
    assertEquals("again", runs.getLast().label());
    assertEquals(4, all.groups().stream().mapToInt(group -> group.runs().size()).max().orElse(0));
    assertEquals(once.comparisons(), all.comparisons());
    SeedTable two =
        SeedTable.of(runs.stream().filter(run -> run.label().matches("m[12]")).toList(), 300);
    assertTrue(
        two.rows().stream().allMatch(row -> row.values().getFirst().orElseThrow().size() == 2),
        "two values have an interval");
  }
}
