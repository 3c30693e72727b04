package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.PoleScene;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.DynamicsFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// Trails of selected poles of runs that keep few snapshots in memory.
class TrailHistoryTest {
  private static final int SNAPSHOTS = 41;
  private static final int LAST = 100 * (SNAPSHOTS - 1);

  @TempDir Path run;

  /// Pole 1 is at −1 − step / 1000, pole 3 at −3 + step / 2000.
  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < SNAPSHOTS; i++) {
      long step = 100L * i;
      CrossingsTest.write(
          run,
          step,
          SsmStructure.MAMBA,
          new double[] {-9, -1 - step / 1000.0, -9, -3 + step / 2000.0},
          new double[] {0, 0.5, 0, 0});
    }
  }

  @Test
  void selectedPolesGoThroughTheSnapshotsOnTheDisk() throws IOException {
    PoleMapData data = data(LAST);
    TrailHistory.Ways ways = ways(new TrailHistory(Snapshots::ofRun), LAST, 1, 3);
    assertEquals(20, ways.places().size(), "of 40 earlier ones every second");
    for (boolean continuous : new boolean[] {true, false}) {
      List<PoleScene.Path> trails =
          PoleTrails.of(data, new int[] {1, 3, 0}, 10, Map.of(run, ways), continuous);
      assertEquals(3, trails.size());
      assertEquals(21, trails.get(0).real().length, "and the one that is shown");
      assertEquals(3, trails.get(2).real().length, "a pole whose way was not read has the few");
      for (int i = 0; i < 21; i++) {
        PoleFrame there = frame(200L * i);
        for (int k = 0; k < 2; k++) {
          int pole = 2 * k + 1;
          PoleScene.Path trail = trails.get(k);
          assertEquals(
              continuous ? there.sReal()[pole] : there.zReal()[pole], trail.real()[i], 1e-12);
          assertEquals(
              continuous ? there.sImaginary()[pole] : there.zImaginary()[pole],
              trail.imaginary()[i],
              1e-12);
        }
      }
    }
  }

  @Test
  void aTrailEndsAtTheSnapshotThatIsShown() throws IOException {
    TrailHistory.Ways ways = ways(new TrailHistory(Snapshots::ofRun), LAST, 1);
    PoleScene.Path trail =
        PoleTrails.of(data(1000), new int[] {1}, 1, Map.of(run, ways), true).getFirst();
    assertEquals(6, trail.real().length, "steps 0, 200 … 800 and 1000");
    assertEquals(-2, trail.real()[5], 1e-12);
  }

  @Test
  void whatWasReadIsNotReadAgain() throws IOException {
    TrailHistory history = new TrailHistory(Snapshots::ofRun);
    ways(history, LAST, 1);
    for (long step = 0; step < LAST; step += 100) {
      Files.write(new DynamicsFolder(run).file(step), new byte[] {1});
    }
    assertEquals(20, ways(history, LAST, 1).places().size());
    assertEquals(
        Map.of(), history.read(List.of(wanted(LAST, 3))), "another pole needs the spoilt files");
  }

  @Test
  void stepsAreThinnedSoThatWhatWasReadStaysOfUse() {
    List<Long> steps = LongStream.range(0, 1000).boxed().toList();
    for (int size : new int[] {1, 32, 33, 64, 65, 1000}) {
      List<Long> now = TrailHistory.thinned(steps.subList(0, size));
      assertTrue(now.size() <= TrailHistory.MOST_STEPS);
      assertTrue(now.size() > Math.min(size, TrailHistory.MOST_STEPS) / 2);
      assertEquals(0, now.getFirst());
      if (size > 1) {
        List<Long> before = TrailHistory.thinned(steps.subList(0, size - 1));
        assertTrue(
            before.containsAll(now.subList(0, now.size() - 1)), "one more needs at most itself");
      }
    }
  }

  @Test
  void theWordsSayThroughHowManySnapshotsTrailsPass() throws IOException {
    PoleMapData data = data(LAST);
    assertTrue(TrailFinder.isSparse(data.frames().getFirst()));
    assertEquals("Trails pass through 2 of 40 earlier snapshots.", TrailWords.of(data, Map.of()));
    TrailHistory.Ways ways = ways(new TrailHistory(Snapshots::ofRun), LAST, 1);
    assertEquals(
        "Trails pass through 2 of 40 earlier snapshots, those of selected poles through 20.",
        TrailWords.of(data, Map.of(run, ways)));
    PoleMapData whole = data(200);
    assertFalse(TrailFinder.isSparse(whole.frames().getFirst()));
    assertEquals("", TrailWords.of(whole, Map.of()), "two of two are all");
  }

  @Test
  void aSnapshotOfAnotherShapeIsNoPartOfATrail() throws IOException {
    double[] six = {-9, -8, -7, -6, -5, -4};
    CrossingsTest.write(run, 200, SsmStructure.MAMBA, six, new double[6]);
    PoleMapData data = data(400);
    assertEquals(2, PoleTrails.of(data, new int[] {1}, 1, Map.of(), true).getFirst().real().length);
    assertEquals(19, ways(new TrailHistory(Snapshots::ofRun), LAST, 1).places().size());
  }

  @Test
  void aPoleWithoutAPlaceLeavesAGapInItsTrail() throws IOException {
    CrossingsTest.write(
        run, 200, SsmStructure.MAMBA, new double[] {-9, Double.NaN, -9, -3}, new double[4]);
    TrailHistory.Ways ways = ways(new TrailHistory(Snapshots::ofRun), LAST, 1);
    PoleScene.Path trail =
        PoleTrails.of(data(LAST), new int[] {1}, 1, Map.of(run, ways), true).getFirst();
    assertEquals(20, trail.real().length);
    assertArrayEquals(new double[] {-1, -1.4}, java.util.Arrays.copyOf(trail.real(), 2), 1e-12);
  }

  private TrailHistory.Ways ways(TrailHistory history, long step, int... poles) throws IOException {
    return history.read(List.of(wanted(step, poles))).get(run);
  }

  private TrailHistory.Wanted wanted(long step, int... poles) throws IOException {
    return new TrailHistory.Wanted(run, frame(step).layout(), earlier(step), poles);
  }

  private static List<Long> earlier(long step) {
    return LongStream.range(0, step / 100).mapToObj(i -> 100 * i).toList();
  }

  /// As the reader finds a run of very many poles: the first snapshot and one half way.
  private PoleMapData data(long step) throws IOException {
    PoleFrame now = frame(step);
    RunFrames frames =
        new RunFrames(
            new ShownRun(run, "run", 0),
            Optional.of(now),
            Optional.of(frame(0)),
            List.of(frame(0), frame(step / 200 * 100)),
            earlier(step),
            Optional.empty());
    return new SceneBuilder(PoleFilter.ALL, ColourBy.LAYER, false, Optional.empty())
        .build(List.of(frames));
  }

  private PoleFrame frame(long step) throws IOException {
    Snapshots snapshots = Snapshots.ofRun(run);
    DynamicsSnapshot snapshot = snapshots.read(step);
    PoleLayout layout = PoleLayout.of(snapshot);
    return PoleFrame.of(snapshot, layout, PoleTracker.initialOrder(layout), snapshots.network());
  }
}
