package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Which snapshots are read for trails.
class SnapshotReaderTest {
  @Test
  void trailsBeginAtTheFirstSnapshotAndPassThroughTheOthersEvenly() {
    List<Long> steps = LongStream.range(0, 100).mapToObj(i -> 50 * i).toList();
    for (int most : new int[] {2, 7, 30, 99}) {
      List<Long> kept = SnapshotReader.thinned(steps, most);
      assertEquals(most, kept.size());
      assertEquals(0, kept.getFirst());
      for (int i = 1; i < most; i++) {
        double gap = (kept.get(i) - kept.get(i - 1)) / 50.0;
        assertTrue(Math.abs(gap - 100.0 / most) < 1, "a gap of " + gap);
      }
    }
    assertSame(steps, SnapshotReader.thinned(steps, 100), "where all fit all are kept");
  }
}
