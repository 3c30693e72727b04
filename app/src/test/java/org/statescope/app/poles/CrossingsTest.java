package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

final class CrossingsTest {
  @TempDir Path run;

  @Test
  void aPoleThatLeavesAndReturnsIsToldWithBothSnapshots() throws IOException {
    write(0, SsmStructure.MAMBA, new double[] {-1, -2, -3, -4}, new double[4]);
    write(100, SsmStructure.MAMBA, new double[] {-1, -2, 0.5, -4}, new double[4]);
    write(200, SsmStructure.MAMBA, new double[] {-1, -2, 0.25, -4}, new double[4]);
    write(300, SsmStructure.MAMBA, new double[] {-1, -2, -0.5, -4}, new double[4]);
    List<Crossing> found = crossings(0);
    assertEquals(
        List.of(
            new Crossing(
                run, 2, 0, 1, 0, false, 200, 300, 0.25, -0.5, false, Crossing.Matching.BY_PLACE),
            new Crossing(
                run, 2, 0, 1, 0, false, 0, 100, -3, 0.5, true, Crossing.Matching.BY_PLACE)),
        found);
  }

  @Test
  void aPoleOnTheBoundaryIsOutside() throws IOException {
    write(0, SsmStructure.MAMBA, new double[] {-1, -2, -3, -4}, new double[4]);
    write(100, SsmStructure.MAMBA, new double[] {0, -2, -3, Double.NaN}, new double[4]);
    assertEquals(1, crossings(0).size(), "and one without a place crosses nothing");
    assertTrue(crossings(0).getFirst().outward());
  }

  @Test
  void theBoundaryMayBeAnyMargin() throws IOException {
    write(0, SsmStructure.MAMBA, new double[] {-1, -2, -3, -4}, new double[4]);
    write(100, SsmStructure.MAMBA, new double[] {-1, -1.4, -3, -1.6}, new double[4]);
    assertEquals(List.of(), crossings(0));
    assertEquals(List.of(1), crossings(1.5).stream().map(Crossing::pole).toList());
    assertEquals(List.of(1, 3), crossings(1.7).stream().map(Crossing::pole).toList());
  }

  @Test
  void polesWithoutNamesAreFollowedByDistanceAndSaidToBeDoubtfulWhereTheyMightBeOthers()
      throws IOException {
    // One system of four poles, listed in another order at each step.
    write(0, SsmStructure.SC_MAMBA, new double[] {-1, -0.1, -5, -9}, new double[4]);
    write(100, SsmStructure.SC_MAMBA, new double[] {-9, 0.1, -1, -5}, new double[4]);
    List<Crossing> near = crossings(0);
    assertEquals(List.of(1), near.stream().map(Crossing::pole).toList());
    assertEquals(Crossing.Matching.BY_DISTANCE, near.getFirst().matching());
    assertTrue(near.getFirst().shared());
    write(200, SsmStructure.SC_MAMBA, new double[] {-9, -0.8, -1, -5}, new double[4]);
    assertEquals(Crossing.Matching.DOUBTFUL, crossings(0).getFirst().matching());
  }

  @Test
  void aLookReadsOnlyWhatIsNewAndForgetsWhatAResumedRunTookAway() throws IOException {
    write(0, SsmStructure.MAMBA, new double[] {-1, -2, -3, -4}, new double[4]);
    write(100, SsmStructure.MAMBA, new double[] {1, -2, -3, -4}, new double[4]);
    CrossingScan scan = new CrossingScan(Snapshots::ofRun);
    List<ShownRun> runs = List.of(new ShownRun(run, "run", 0));
    CrossingReport first = scan.advance(runs, 0);
    assertTrue(first.isComplete());
    assertEquals(1, first.count());
    assertSame(first, scan.advance(runs, 0), "nothing new is nothing told");
    write(200, SsmStructure.MAMBA, new double[] {1, 2, -3, -4}, new double[4]);
    spoil(0);
    spoil(100);
    CrossingReport second = scan.advance(runs, 0);
    assertEquals(List.of(), second.problems(), "snapshots that were seen are not read again");
    assertEquals(2, second.count());
    new DynamicsFolder(run).removeAfter(-1);
    write(0, SsmStructure.MAMBA, new double[] {-1, -2, -3, -4}, new double[4]);
    assertEquals(0, scan.advance(runs, 0).count());
  }

  @Test
  void ofVeryManyCrossingsTheNewestAreKeptAndAllAreCounted() throws IOException {
    double[] inside = new double[3000];
    Arrays.fill(inside, -1);
    double[] outside = new double[3000];
    Arrays.fill(outside, 1);
    write(0, SsmStructure.MAMBA, inside, new double[3000]);
    write(100, SsmStructure.MAMBA, outside, new double[3000]);
    write(200, SsmStructure.MAMBA, inside, new double[3000]);
    CrossingReport report =
        new CrossingScan(Snapshots::ofRun).advance(List.of(new ShownRun(run, "run", 0)), 0);
    assertEquals(6000, report.count());
    assertEquals(CrossingScan.MOST_KEPT, report.crossings().size());
    assertEquals(
        3000, report.crossings().stream().filter(each -> each.crossing().after() == 200).count());
    assertEquals(1000, CrossingMarks.of(report).unmarked());
  }

  /// A file that no longer reads shows whether somebody reads it.
  private void spoil(long step) throws IOException {
    Files.write(new DynamicsFolder(run).file(step), new byte[] {1});
  }

  private List<Crossing> crossings(double margin) {
    CrossingReport report =
        new CrossingScan(Snapshots::ofRun).advance(List.of(new ShownRun(run, "run", 0)), margin);
    assertEquals(List.of(), report.problems());
    return report.crossings().stream().map(CrossingReport.Entry::crossing).toList();
  }

  /// One layer of two channels: a system of two states for each, or one of four for both.
  private void write(long step, SsmStructure structure, double[] real, double[] imaginary)
      throws IOException {
    write(run, step, structure, real, imaginary);
  }

  static void write(Path run, long step, SsmStructure structure, double[] real, double[] imaginary)
      throws IOException {
    int systems = structure == SsmStructure.MAMBA ? 2 : 1;
    int order = real.length / systems;
    double[] margins = new double[systems];
    for (int system = 0; system < systems; system++) {
      margins[system] =
          -Arrays.stream(real, system * order, (system + 1) * order).max().orElseThrow();
    }
    float[] stepSizes = new float[10];
    Arrays.fill(stepSizes, 0.01f);
    double[] vector = new double[order];
    Arrays.fill(vector, 1);
    new DynamicsFolder(run)
        .write(
            new DynamicsSnapshot(
                step,
                structure,
                Discretisation.ZOH,
                List.of(
                    new LayerDynamics(
                        0,
                        real,
                        imaginary,
                        systems,
                        order,
                        stepSizes,
                        2,
                        vector,
                        vector,
                        margins,
                        new double[systems]))));
  }
}
