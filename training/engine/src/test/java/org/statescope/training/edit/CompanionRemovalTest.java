package org.statescope.training.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.analysis.lti.Complex;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.inference.RecurrentModel;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Readout;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.design.DesignStage;
import org.statescope.training.run.trace.LayerTrace;

/// States that leave a companion layer with one A by the rows that make C or B: what a trace of the
/// written model says of every token.
class CompanionRemovalTest {
  private static final int ORDER = 5;
  private static final int TOKENS = 40;

  /// Rows are floats, and the condition of five modes is below a hundred.
  private static final double ROUNDING = 1e-4;

  private static final EditProgress SILENT = (_, _) -> {};

  @TempDir private Path folder;

  static List<ModelConfiguration> models() {
    return List.of(
        RandomModels.small(SsmStructure.SC_MAMBA).build(),
        RandomModels.small(SsmStructure.SO_MAMBA).build(),
        RandomModels.small(SsmStructure.SC_MAMBA).readout(Readout.STATIC).build(),
        RandomModels.small(SsmStructure.SO_MAMBA).readout(Readout.STATIC).build());
  }

  private static List<Complex> poles(Path model) throws IOException {
    try (EditableCheckpoint checkpoint = EditableCheckpoint.open(model)) {
      return EditedNetwork.apply(checkpoint.editable(), PoleEdits.NONE).poles(0, 0);
    }
  }

  private static Complex residue(double[] open, List<Complex> poles, int state) {
    Complex numerator = Complex.ZERO;
    for (int k = open.length - 1; k >= 0; k--) {
      numerator = numerator.times(poles.get(state)).plus(Complex.real(open[k]));
    }
    for (int other = 0; other < poles.size(); other++) {
      if (other != state) {
        numerator = numerator.dividedBy(poles.get(state).minus(poles.get(other)));
      }
    }
    return numerator;
  }

  /// What the first layer does with each token: its input is the same whatever its own edits.
  private static LayerTrace trace(Path path) throws IOException {
    RecurrentModel model = RecurrentModel.load(ModelFolder.read(path));
    var recorder = model.recorder(TOKENS);
    for (int t = 0; t < TOKENS; t++) {
      model.next(t * t % 97);
      recorder.record();
    }
    return recorder.layers().getFirst();
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyTokenLosesTheModeAndKeepsTheOthers(ModelConfiguration model) throws IOException {
    Path source = RandomModels.write(folder.resolve("source"), model);
    List<Complex> poles = poles(source);
    Path target = folder.resolve("target");
    int state = ORDER - 1;
    DesignStage stage =
        CheckpointEdit.write(
            source, PoleEdits.of(new PruneState(0, PoleEdit.ALL, state)), target, SILENT);
    Set<Integer> gone = Set.copyOf(stage.outcomes().getFirst().removedStates());
    assertTrue(gone.contains(state), gone::toString);
    assertTrue(stage.largestPoleError().isEmpty(), "A has moved");
    assertEquals(poles, poles(target));
    LayerTrace before = trace(source);
    LayerTrace after = trace(target);
    boolean observable = model.structure() == SsmStructure.SO_MAMBA;
    for (int t = 0; t < TOKENS; t++) {
      double[] old = open(before, t, observable);
      double[] fresh = open(after, t, observable);
      for (int i = 0; i < ORDER; i++) {
        Complex expected = gone.contains(i) ? Complex.ZERO : residue(old, poles, i);
        double size = 0.01 + residue(old, poles, i).modulus();
        assertEquals(
            0,
            expected.distanceTo(residue(fresh, poles, i)) / size,
            ROUNDING,
            "token " + t + ", mode " + i);
      }
    }
  }

  private static double[] open(LayerTrace trace, int token, boolean observable) {
    return observable ? trace.input(token, 0) : trace.output(token, 0);
  }

  /// Whichever state is gone, also the one that would contribute most, it is the one that a later
  /// truncation finds without use.
  @ParameterizedTest
  @MethodSource("models")
  void aLaterTruncationKnowsWhatIsGone(ModelConfiguration model) throws IOException {
    Path source = RandomModels.write(folder.resolve("source"), model);
    for (int state = 0; state < ORDER; state++) {
      Path once = folder.resolve("once-" + state);
      PoleEdits prune = PoleEdits.of(new PruneState(0, PoleEdit.ALL, state));
      DesignStage first = CheckpointEdit.write(source, prune, once, SILENT);
      Set<Integer> gone = Set.copyOf(first.outcomes().getFirst().removedStates());
      PoleEdits truncate = PoleEdits.of(new TruncateLayer(0, ORDER - gone.size()));
      DesignStage again =
          CheckpointEdit.write(once, truncate, folder.resolve("again-" + state), SILENT);
      assertEquals(gone, Set.copyOf(again.outcomes().getFirst().removedStates()));
    }
  }

  @Test
  void onlyTheRowsOfTheOpenEndChange() throws IOException {
    ModelConfiguration model = models().getFirst();
    Path source = RandomModels.write(folder.resolve("source"), model);
    Path target = folder.resolve("target");
    CheckpointEdit.write(source, PoleEdits.of(new TruncateLayer(1, 3)), target, SILENT);
    String changed = "backbone.layers.1.mixer.x_proj.weight";
    try (SafetensorsFile old = SafetensorsFile.open(source.resolve("model.safetensors"));
        SafetensorsFile written = SafetensorsFile.open(target.resolve("model.safetensors"))) {
      for (String name : old.names()) {
        if (!name.equals(changed)) {
          assertEquals(-1, old.entry(name).data().mismatch(written.entry(name).data()), name);
        }
      }
      int steps = model.stepRank() * model.channels();
      assertArrayEquals(
          Arrays.copyOf(old.readFloats(changed), steps),
          Arrays.copyOf(written.readFloats(changed), steps));
      assertTrue(old.entry(changed).data().mismatch(written.entry(changed).data()) >= 0);
    }
  }
}
