package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.SampleRuns;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

final class PolePairsTest {
  private static final double TOLERANCE = 1e-12;

  @TempDir Path root;

  @Test
  void aRunIsPairedWithItselfAtDistanceZeroWhateverTheOrder() throws Exception {
    PoleFrame one = frame("sc-mamba-tiny", false);
    PolePairs pairs = PolePairs.of(one, frame("sc-mamba-tiny", true));
    assertEquals(one.layout().size(), pairs.pairs().size());
    for (PolePairs.Pair pair : pairs.pairs()) {
      assertEquals(0, pair.sDistance(), TOLERANCE);
      assertEquals(0, pair.zDistance(), TOLERANCE);
    }
    assertTrue(
        pairs.pairs().stream().anyMatch(pair -> pair.firstPole() != pair.secondPole()),
        "the other frame lists the poles in another order");
  }

  @Test
  void everyPoleOfASystemHasOnePartnerInTheSameSystem() throws Exception {
    PoleFrame one = frame("mamba-tiny", false);
    PolePairs pairs = PolePairs.of(one, frame("mamba-tiny", true));
    assertEquals(
        IntStream.range(0, one.layout().size()).boxed().toList(),
        pairs.pairs().stream().map(PolePairs.Pair::secondPole).sorted().toList());
    for (PolePairs.Pair pair : pairs.pairs()) {
      assertEquals(pair.layer(), one.layout().layerOf(pair.secondPole()));
      assertEquals(pair.system(), one.layout().systemOf(pair.secondPole()));
    }
  }

  @Test
  void theTableHoldsTheDistanceOfTheTwoPolesItNames() throws Exception {
    PolePairs pairs = PolePairs.of(frame("sc-mamba-tiny", false), frame("sc-mamba-tiny", true));
    PairTable table = new PairTable("one", "other", pairs);
    List<List<String>> rows = new ArrayList<>();
    table.rows(rows::add);
    assertEquals(pairs.pairs().size(), rows.size());
    for (List<String> row : rows) {
      assertEquals(table.header().size(), row.size());
      double[] s = row.subList(8, 12).stream().mapToDouble(Double::parseDouble).toArray();
      assertEquals(
          Math.hypot(s[0] - s[2], s[1] - s[3]), Double.parseDouble(row.get(12)), TOLERANCE);
    }
  }

  @Test
  void aSystemWithAPoleThatIsNotFiniteIsLeftOutAndCounted() throws Exception {
    PoleFrame one = frame("sc-mamba-tiny", false);
    one.sReal()[one.layout().first(1) + 2] = Double.NaN;
    PolePairs pairs = PolePairs.of(one, frame("sc-mamba-tiny", false));
    assertEquals(1, pairs.leftOut());
    assertTrue(pairs.pairs().stream().noneMatch(pair -> pair.layer() == 1));
  }

  @Test
  void theFilterOfTheMapsKeepsThePairsOfWhichItShowsAPole() throws Exception {
    PolePairs all = PolePairs.of(frame("mamba-tiny", false), frame("mamba-tiny", true));
    PoleFilter filter = PoleFilter.ALL.withChannels(new Bounds(7, 7));
    PolePairs shown = all.shownBy(filter);
    assertEquals(all.pairs().stream().filter(pair -> pair.system() == 7).toList(), shown.pairs());
    assertTrue(shown.pairs().size() > 0);
    assertEquals(all, all.shownBy(PoleFilter.ALL));
  }

  @Test
  void aPairIsKeptWhereTheFilterShowsOnlyOneOfItsPoles() throws Exception {
    PoleFrame one = frame("mamba-tiny", false);
    PoleFrame other = frame("mamba-tiny", false);
    PoleFilter filter = PoleFilter.ALL.withTimeConstants(new Bounds(20, 90));
    int in = filter.choose(one).poles()[0];
    other.zReal()[in] = 0.999999;
    other.zImaginary()[in] = 0;
    other.sReal()[in] = -1e-9;
    assertTrue(filter.shows(one, in) && !filter.shows(other, in));
    for (PolePairs pairs : List.of(PolePairs.of(one, other), PolePairs.of(other, one))) {
      List<PolePairs.Pair> half =
          pairs.pairs().stream()
              .filter(
                  pair ->
                      filter.shows(pairs.first(), pair.firstPole())
                          != filter.shows(pairs.second(), pair.secondPole()))
              .toList();
      assertTrue(half.size() > 0);
      assertTrue(pairs.shownBy(filter).pairs().containsAll(half));
    }
  }

  @Test
  void runsOfAnotherShapeAreRefused() throws Exception {
    PoleFrame one = frame("sc-mamba-tiny", false);
    PoleFrame other = frame("mamba-tiny", false);
    assertThrows(IllegalArgumentException.class, () -> PolePairs.of(one, other));
  }

  /// The poles of a sample at its only step; where wanted, those of each system backwards.
  private PoleFrame frame(String preset, boolean backwards) throws Exception {
    RunFolder folder =
        SampleRuns.create(root.resolve(preset + backwards + System.nanoTime()), preset, 1, 1);
    SampleRuns.writeDynamics(folder, 1, 0);
    DynamicsSnapshot snapshot = Snapshots.ofRun(folder.path()).read(0);
    PoleLayout layout = PoleLayout.of(snapshot);
    int[] order = PoleTracker.initialOrder(layout);
    for (int layer = 0; backwards && layer < layout.layers(); layer++) {
      int states = layout.orderOfLayer().get(layer);
      for (int at = layout.first(layer); at < layout.end(layer); at += states) {
        int[] system = Arrays.copyOfRange(order, at, at + states);
        for (int i = 0; i < states; i++) {
          order[at + i] = system[states - 1 - i];
        }
      }
    }
    return PoleFrame.of(snapshot, layout, order, Optional.empty());
  }
}
