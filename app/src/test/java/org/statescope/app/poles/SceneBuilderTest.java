package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.PoleCloud;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.RunFolder;

/// What pole maps draw of the past.
class SceneBuilderTest {
  private static final int FRAMES = 41;

  @TempDir Path root;

  @Test
  void trailsOfVeryManyPolesPassThroughFewerSnapshotsTheLastOneAlwaysAmongThem()
      throws IOException {
    PoleFrame longAgo = frame(100);
    PoleFrame justBefore = frame(200);
    PoleFrame now = frame(300);
    List<PoleFrame> past = new ArrayList<>(Collections.nCopies(FRAMES - 1, longAgo));
    past.add(justBefore);
    PoleMapData data = build(now, past);
    int places = data.s().past().size() * now.layout().size();
    assertEquals(21, data.s().past().size());
    assertTrue(places <= SceneBuilder.MOST_PLACES);
    assertSame(justBefore.sReal(), data.s().past().getLast().real());
    assertSame(justBefore.zReal(), data.z().past().getLast().real());
    assertSame(longAgo.sReal(), data.s().past().getFirst().real());
  }

  @Test
  void aPoleThatWasNowhereInThePastStandsWhereItIsNow() throws IOException {
    PoleFrame before = frame(100);
    PoleFrame now = frame(200);
    before.sReal()[7] = Double.NaN;
    PoleMapData data = build(now, List.of(before));
    PoleCloud past = data.s().past().getFirst();
    assertEquals(now.sReal()[7], past.real()[7]);
    assertEquals(now.sImaginary()[7], past.imaginary()[7]);
    assertEquals(now.zReal()[7], data.z().past().getFirst().real()[7]);
    assertEquals(before.sReal()[8], past.real()[8]);
  }

  private static PoleMapData build(PoleFrame now, List<PoleFrame> past) {
    return new SceneBuilder(PoleFilter.ALL, ColourBy.RUN, false, Optional.empty())
        .build(
            List.of(
                new RunFrames(
                    new ShownRun(Path.of("run"), "run", 0),
                    Optional.of(now),
                    Optional.of(now),
                    past,
                    List.of(),
                    Optional.empty())));
  }

  private PoleFrame frame(long step) throws IOException {
    RunFolder folder = SampleRuns.create(root.resolve("step-" + step), "mamba-tiny", 1, 1);
    SampleRuns.writeDynamics(folder, step, step);
    RunPoles poles = new RunPoles(Snapshots.ofRun(folder.path()));
    poles.refresh();
    return poles.frame(step);
  }
}
