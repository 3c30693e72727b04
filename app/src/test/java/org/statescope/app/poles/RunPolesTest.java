package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.lti.Complex;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.plot.SampleRuns;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.dynamics.DynamicsFolder;

final class RunPolesTest {
  private static final long[] STEPS = {0, 50, 100, 200, 300, 400, 600, 800, 1000};

  @TempDir Path root;

  @Test
  void aCompanionPoleKeepsItsIndexWhateverOrderTheSolverListsThemIn() throws Exception {
    RunFolder folder = SampleRuns.create(root, "sc-mamba-tiny", 1, 1);
    SampleRuns.writeDynamics(folder, 1, STEPS);
    RunPoles poles = new RunPoles(Snapshots.ofRun(folder.path()));
    poles.refresh();
    PoleFrame late = poles.frame(1000);
    boolean reordered = false;
    for (int i = 1; i < STEPS.length; i++) {
      PoleFrame before = poles.frame(STEPS[i - 1]);
      PoleFrame now = poles.frame(STEPS[i]);
      for (int pole = 0; pole < now.layout().size(); pole++) {
        assertTrue(at(now, pole).distanceTo(at(before, pole)) < 0.15, "pole " + pole + " jumps");
        assertEquals(
            Math.signum(at(before, pole).imaginary()), Math.signum(at(now, pole).imaginary()));
        reordered |= now.order()[pole] != before.order()[pole];
      }
    }
    assertTrue(reordered, "the sample's solver changes its order, or this test shows nothing");
    assertEquals(late, poles.frame(1000), "reading the middle later changes nothing");
  }

  @Test
  void whatWasReadIsNotReadAgainAtTheNextLook() throws Exception {
    RunFolder folder = SampleRuns.create(root, "sc-mamba-tiny", 1, 1);
    SampleRuns.writeDynamics(folder, 1, 0, 100);
    SnapshotReader reader = new SnapshotReader(Snapshots::ofRun);
    SnapshotReader.Request request =
        new SnapshotReader.Request(List.of(new ShownRun(folder.path(), "run", 0)), 100, true);
    assertEquals(reader.read(request), reader.read(request));
  }

  @Test
  void aDiagonalPoleStaysAtItsPlace() throws Exception {
    RunFolder folder = SampleRuns.create(root, "mamba-tiny", 1, 1);
    SampleRuns.writeDynamics(folder, 1, 0, 100);
    RunPoles poles = new RunPoles(Snapshots.ofRun(folder.path()));
    poles.refresh();
    PoleFrame frame = poles.frame(100);
    var snapshot = new DynamicsFolder(folder.path()).read(100);
    int order = snapshot.layers().get(2).order();
    int pole = frame.layout().first(2) + 7 * order + 3;
    assertEquals(2, frame.layout().layerOf(pole));
    assertEquals(7, frame.channelOf(pole));
    assertEquals(3, frame.layout().stateOf(pole));
    assertEquals(snapshot.layers().get(2).poleReal(7, 3), frame.sReal()[pole]);
    assertEquals(
        Math.exp(frame.sReal()[pole] * snapshot.layers().get(2).medianStepSize(7)),
        frame.zReal()[pole],
        1e-12);
  }

  @Test
  void snapshotsThatAResumedRunTookAwayAreForgotten() throws Exception {
    RunFolder folder = SampleRuns.create(root, "sc-mamba-tiny", 1, 1);
    SampleRuns.writeDynamics(folder, 1, 0, 100, 200);
    RunPoles poles = new RunPoles(Snapshots.ofRun(folder.path()));
    assertEquals(List.of(0L, 100L, 200L), poles.refresh());
    poles.frame(200);
    new DynamicsFolder(folder.path()).removeAfter(100);
    assertEquals(List.of(0L, 100L), poles.refresh());
    assertEquals(Optional.of(100L), poles.stepAt(250));
    assertEquals(Optional.empty(), poles.stepAt(-1));
  }

  @Test
  void theMedianChannelHasTheMedianStep() throws Exception {
    RunFolder folder = SampleRuns.create(root, "sc-mamba-tiny", 1, 1);
    SampleRuns.writeDynamics(folder, 1, 0);
    var layer = new DynamicsFolder(folder.path()).read(0).layers().getFirst();
    int median = PoleFrame.medianChannel(layer);
    long below = 0;
    for (int channel = 0; channel < layer.channels(); channel++) {
      below += layer.medianStepSize(channel) < layer.medianStepSize(median) ? 1 : 0;
    }
    assertEquals((layer.channels() - 1) / 2, below);
  }

  private static Complex at(PoleFrame frame, int pole) {
    return new Complex(frame.sReal()[pole], frame.sImaginary()[pole]);
  }
}
