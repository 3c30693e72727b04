package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.SampleRuns;
import org.statescope.training.run.RunFolder;

final class PoleFilterTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @TempDir Path root;
  private PoleFrame mamba;
  private PoleFrame companion;

  @BeforeEach
  void frames() throws IOException {
    mamba = frame("mamba-tiny");
    companion = frame("sc-mamba-tiny");
  }

  private PoleFrame frame(String preset) throws IOException {
    RunFolder folder = SampleRuns.create(root, preset, 1, 1);
    SampleRuns.writeDynamics(folder, 1, 100);
    RunPoles poles = new RunPoles(Snapshots.ofRun(folder.path()));
    poles.refresh();
    return poles.frame(100);
  }

  @Test
  void withoutBoundsEveryPoleIsChosen() {
    assertTrue(PoleFilter.ALL.isAll());
    assertEquals(16_384, PoleFilter.ALL.choose(mamba).poles().length);
    assertEquals(0, PoleFilter.ALL.choose(mamba).leftOut());
  }

  @Test
  void aRangeOfChannelsTakesThePolesOfThoseChannels() {
    PoleFilter filter = PoleFilter.ALL.withChannels(new Bounds(3, 4));
    assertFalse(filter.isAll());
    int[] chosen = filter.choose(mamba).poles();
    assertEquals(4 * 2 * 16, chosen.length);
    assertTrue(
        IntStream.of(chosen)
            .allMatch(pole -> mamba.channelOf(pole) == 3 || mamba.channelOf(pole) == 4));
    assertEquals(
        2 * 16, filter.withLayer(OptionalInt.of(2)).choose(mamba).poles().length, "of one layer");
  }

  @Test
  void aPoleThatAllChannelsShareBelongsToEachOfThem() {
    assertEquals(
        64, PoleFilter.ALL.withChannels(new Bounds(3, 4)).choose(companion).poles().length);
    assertEquals(
        0, PoleFilter.ALL.withChannels(new Bounds(1e6, INFINITY)).choose(companion).poles().length);
  }

  @Test
  void timeConstantsAreInTokensOrInSeconds() {
    Bounds bounds = new Bounds(20, 90);
    PoleFilter tokens = PoleFilter.ALL.withTimeConstants(bounds);
    int[] chosen = tokens.choose(mamba).poles();
    assertTrue(chosen.length > 0 && chosen.length < 16_384);
    assertArrayEquals(
        IntStream.range(0, 16_384)
            .filter(
                pole -> {
                  double modulus = Math.hypot(mamba.zReal()[pole], mamba.zImaginary()[pole]);
                  double memory = -1 / Math.log(modulus);
                  return memory >= 20 && memory <= 90;
                })
            .toArray(),
        chosen);
    PoleFilter seconds =
        PoleFilter.ALL.withUnit(TimeConstant.SECONDS).withTimeConstants(new Bounds(0.1, 0.2));
    assertArrayEquals(
        IntStream.range(0, 16_384)
            .filter(pole -> mamba.sReal()[pole] >= -10 && mamba.sReal()[pole] <= -5)
            .toArray(),
        seconds.choose(mamba).poles());
  }

  @Test
  void marginsAreThoseOfTheWholeSystem() {
    int[] chosen = PoleFilter.ALL.withMargins(new Bounds(1, INFINITY)).choose(mamba).poles();
    assertTrue(chosen.length > 0 && chosen.length < 16_384 && chosen.length % 16 == 0);
    for (int pole : chosen) {
      int layer = mamba.layout().layerOf(pole);
      assertTrue(mamba.layer(layer).stabilityMargin()[mamba.layout().systemOf(pole)] >= 1);
    }
  }

  @Test
  void choosingAllAtOnceAgreesWithAskingOneByOne() {
    PoleFilter filter =
        new PoleFilter(
            OptionalInt.of(1),
            new Bounds(10, 200),
            TimeConstant.TOKENS,
            new Bounds(5, 60),
            new Bounds(0.5, 1.1));
    int[] oneByOne =
        IntStream.range(0, mamba.layout().size())
            .filter(pole -> filter.shows(mamba, pole))
            .toArray();
    assertTrue(oneByOne.length > 0);
    assertArrayEquals(oneByOne, filter.choose(mamba).poles());
  }

  @Test
  void aPoleWithoutAPlaceIsLeftOutAndCountedWhereItsSystemIsShown() {
    int pole = mamba.layout().first(1) + 16 * 12 + 3;
    mamba.zReal()[pole] = Double.NaN;
    PoleFilter.Choice all = PoleFilter.ALL.choose(mamba);
    assertEquals(16_383, all.poles().length);
    assertEquals(1, all.leftOut());
    assertFalse(PoleFilter.ALL.shows(mamba, pole));
    assertEquals(1, PoleFilter.ALL.withChannels(new Bounds(12, 12)).choose(mamba).leftOut());
    assertEquals(0, PoleFilter.ALL.withChannels(new Bounds(13, 20)).choose(mamba).leftOut());
    assertEquals(0, PoleFilter.ALL.withLayer(OptionalInt.of(0)).choose(mamba).leftOut());
  }

  @Test
  void whatIsRememberedComesBack() {
    PoleFilter filter =
        new PoleFilter(
            OptionalInt.of(3),
            new Bounds(0, 17),
            TimeConstant.SECONDS,
            new Bounds(1e-3, INFINITY),
            new Bounds(-0.25, 2));
    Map<Path, Long> seen = Map.of(root, 1200L);
    Map<String, String> words = RememberedPoles.collect(filter, 0.125, seen);
    assertEquals(filter, RememberedPoles.filter(words));
    assertEquals(0.125, RememberedPoles.boundary(words));
    assertEquals(seen, RememberedPoles.seen(words));
    assertEquals(Map.of(), RememberedPoles.collect(PoleFilter.ALL, 0, Map.of()));
    assertEquals(PoleFilter.ALL, RememberedPoles.filter(Map.of("channels", "many", "layer", "x")));
  }

  @Test
  void boundsThatRunBackwardsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Bounds(2, 1));
    assertTrue(Bounds.NONE.contains(Double.NaN));
    assertFalse(new Bounds(0, INFINITY).contains(Double.NaN));
    assertFalse(new Bounds(3, 4).meets(0, 2));
    assertTrue(new Bounds(3, 4).meets(0, 3));
  }
}
