package org.statescope.training.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.TensorSource;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.analysis.lti.Complex;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.inference.WindowScorer;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.design.DesignHistory;
import org.statescope.training.run.design.DesignStage;

/// Edits in the weights of models of every structure.
class CheckpointEditTest {
  /// Floats, and the condition of five roots.
  private static final double POLES = 2e-4;

  private static final EditProgress SILENT = (_, _) -> {};

  @TempDir private Path folder;
  private int models;

  @Test
  void everyStructureHasTheAskedPolesAndItsOtherTensorsToTheBit() throws IOException {
    for (ModelConfiguration model : RandomModels.configurations()) {
      Path source = write(model);
      PoleEdits edits =
          PoleEdits.of(
              moveOf(source, 1, model.systems() - 1),
              new ClampPoles(1, PoleEdit.ALL, 0.3),
              new PruneState(1, 0, realState(source, 1)));
      Path target = next();
      DesignStage stage = CheckpointEdit.write(source, edits, target, SILENT);
      assertTrue(stage.largestPoleError().orElseThrow() < POLES, model + " " + stage);
      try (EditableCheckpoint old = EditableCheckpoint.open(source);
          EditableCheckpoint written = EditableCheckpoint.open(target)) {
        EditedNetwork asked = EditedNetwork.apply(old.editable(), edits);
        EditedNetwork found = EditedNetwork.apply(written.editable(), PoleEdits.NONE);
        for (int layer = 0; layer < 2; layer++) {
          for (int system = 0; system < model.systems(); system++) {
            assertClose(asked.poles(layer, system), found.poles(layer, system));
          }
        }
        String parameter = "backbone.layers.1.mixer." + new ParameterRows(model).parameterName();
        Set<String> changed = new HashSet<>(Set.of(parameter));
        if (asked.openEnd(1).isPresent()) {
          changed.add(old.openEnd(1).name());
        }
        assertEquals(changed, different(old.weights(), written.weights()));
        assertRowsOfOtherSystemsAreTheSame(old, written, asked, parameter);
      }
    }
  }

  @Test
  void withoutEditsTheWeightsAreTheSource() throws IOException {
    Path source = write(RandomModels.small(SsmStructure.SO_MAMBA).build());
    Path target = next();
    DesignStage stage = CheckpointEdit.write(source, PoleEdits.NONE, target, SILENT);
    assertEquals(
        -1,
        Files.mismatch(source.resolve("model.safetensors"), target.resolve("model.safetensors")));
    assertEquals(-1, Files.mismatch(source.resolve("config.json"), target.resolve("config.json")));
    assertTrue(stage.largestPoleError().isEmpty());
    assertEquals(nats(source), nats(target));
  }

  @Test
  void aStatePrunedFromAllChannelsOfMambaLosesItsRowOfBAndNothingElse() throws IOException {
    ModelConfiguration model = RandomModels.small(SsmStructure.MAMBA).build();
    Path source = write(model);
    Path target = next();
    CheckpointEdit.write(source, PoleEdits.of(new PruneState(0, PoleEdit.ALL, 2)), target, SILENT);
    String name = "backbone.layers.0.mixer.x_proj.weight";
    try (SafetensorsFile old = SafetensorsFile.open(source.resolve("model.safetensors"));
        SafetensorsFile written = SafetensorsFile.open(target.resolve("model.safetensors"))) {
      assertEquals(Set.of(name), different(old, written));
      float[] expected = old.readFloats(name);
      int row = model.stepRank() + 2;
      Arrays.fill(expected, row * model.channels(), (row + 1) * model.channels(), 0);
      assertArrayEquals(expected, written.readFloats(name));
    }
    assertTrue(Math.abs(nats(source) - nats(target)) > 1e-6);
  }

  @Test
  void truncationAfterTruncationRemembersWhatIsGone() throws IOException {
    Path source = write(RandomModels.small(SsmStructure.MAMBA).build());
    Path four = next();
    Path three = next();
    DesignStage first =
        CheckpointEdit.write(source, PoleEdits.of(new TruncateLayer(1, 4)), four, SILENT);
    DesignStage second =
        CheckpointEdit.write(four, PoleEdits.of(new TruncateLayer(1, 3)), three, SILENT);
    Set<Integer> gone = new HashSet<>(first.outcomes().getFirst().removedStates());
    assertEquals(1, gone.size());
    assertTrue(gone.addAll(second.outcomes().getFirst().removedStates()));
    Path atOnce = next();
    CheckpointEdit.write(source, PoleEdits.of(new TruncateLayer(1, 3)), atOnce, SILENT);
    assertEquals(
        -1,
        Files.mismatch(atOnce.resolve("model.safetensors"), three.resolve("model.safetensors")));
  }

  @Test
  void theHistoryGrowsWithEachEdit() throws IOException {
    Path source = write(RandomModels.small(SsmStructure.ROUTH_SCHWARZ).build());
    Path once = next();
    Path twice = next();
    PoleEdits first = PoleEdits.of(new ClampPoles(0, 0, 0.4));
    PoleEdits second = PoleEdits.of(new PruneState(1, 0, 1), new TruncateLayer(0, 3));
    CheckpointEdit.write(source, first, once, SILENT);
    List<String> told = new ArrayList<>();
    CheckpointEdit.write(once, second, twice, (done, of) -> told.add(done + "/" + of));
    DesignHistory history = DesignHistory.of(twice);
    assertEquals(
        List.of(first, second), history.stages().stream().map(DesignStage::edits).toList());
    assertEquals(DesignHistory.of(once).stages().getFirst(), history.stages().getFirst());
    assertEquals(once.toAbsolutePath().toString(), history.stages().getLast().source());
    assertEquals(64, history.stages().getLast().fingerprint().length());
    assertEquals(List.of("1/2", "2/2"), told);
  }

  @Test
  void polesThatParametersKeepOutAreRefusedAndNothingIsWritten() throws IOException {
    List<ModelConfiguration> kept = new ArrayList<>();
    kept.add(RandomModels.small(SsmStructure.MAMBA).build());
    kept.add(RandomModels.small(SsmStructure.SC_MAMBA).build());
    kept.add(RandomModels.small(SsmStructure.ROUTH_SCHWARZ_DUAL).build());
    for (DecayParameterisation decay : DecayParameterisation.values()) {
      if (decay != DecayParameterisation.FREE) {
        kept.add(RandomModels.small(SsmStructure.MAMBA2).headWidth(4).decay(decay).build());
      }
    }
    for (ModelConfiguration model : kept) {
      Path source = write(model);
      Path target = next();
      PoleEdits edits = PoleEdits.of(new MovePole(0, 0, realState(source, 0), Complex.real(0.1)));
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> CheckpointEdit.write(source, edits, target, SILENT),
              model::toString);
      assertTrue(String.valueOf(refused.getMessage()).endsWith("."), refused::getMessage);
      assertFalse(Files.exists(target));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      assertTrue(
          entries.noneMatch(each -> each.getFileName().toString().startsWith(".")),
          "something half-written is left");
    }
  }

  @Test
  void freeCoefficientsAndFreeRatesCanBecomeUnstable() throws IOException {
    for (ModelConfiguration model :
        List.of(
            RandomModels.small(SsmStructure.SC_MAMBA)
                .coefficients(CoefficientParameterisation.FREE)
                .build(),
            RandomModels.small(SsmStructure.MAMBA2)
                .headWidth(4)
                .decay(DecayParameterisation.FREE)
                .build())) {
      Path source = write(model);
      PoleEdits edits = PoleEdits.of(new MovePole(0, 0, realState(source, 0), Complex.real(0.1)));
      DesignStage stage = CheckpointEdit.write(source, edits, next(), SILENT);
      assertTrue(stage.largestPoleError().orElseThrow() < POLES);
    }
  }

  @Test
  void aTruncatedCanonicalLayerKeepsItsOtherPolesWhereTheyWere() throws IOException {
    Path source = write(RandomModels.small(SsmStructure.ROUTH_SCHWARZ).order(9).build());
    DesignStage stage =
        CheckpointEdit.write(source, PoleEdits.of(new TruncateLayer(0, 4)), next(), SILENT);
    assertTrue(stage.largestPoleError().orElseThrow() < 0.01, stage::toString);
  }

  @Test
  void parametersOfAnotherTypeThanFloatAreRefused() throws IOException {
    Path source = write(RandomModels.small(SsmStructure.MAMBA).build());
    Path file = source.resolve("model.safetensors");
    Path wide = folder.resolve("wide.safetensors");
    try (SafetensorsFile old = SafetensorsFile.open(file)) {
      SafetensorsWriter writer = new SafetensorsWriter();
      for (String name : old.names()) {
        if (name.endsWith("A_log")) {
          writer.add(name, old.entry(name).shape(), old.readDoubles(name));
        } else {
          writer.add(name, old.entry(name).shape(), old.readFloats(name));
        }
      }
      writer.writeTo(wide);
    }
    Files.move(wide, file, StandardCopyOption.REPLACE_EXISTING);
    ModelFolderException refused =
        assertThrows(
            ModelFolderException.class,
            () ->
                CheckpointEdit.write(
                    source,
                    PoleEdits.of(new MovePole(0, 0, 0, Complex.real(-1.5))),
                    next(),
                    SILENT));
    assertTrue(String.valueOf(refused.getMessage()).contains("of type F64"), refused::getMessage);
  }

  @Test
  void modelsWithoutTheRightFilesAreOneSentence() throws IOException {
    Path source = write(RandomModels.small(SsmStructure.MAMBA).build());
    Path target = next();
    Files.createDirectories(target);
    Files.writeString(target.resolve("mine"), "x");
    refused(source, target, "There is something in");
    Files.delete(target.resolve("mine"));
    Files.move(source.resolve("model.safetensors"), source.resolve("other.safetensors"));
    Files.copy(source.resolve("other.safetensors"), source.resolve("another.safetensors"));
    IOException two =
        assertThrows(
            IOException.class, () -> CheckpointEdit.write(source, PoleEdits.NONE, target, SILENT));
    assertTrue(
        String.valueOf(two.getMessage()).contains("2 files of weights; name one of them"),
        two::getMessage);
    refused(folder.resolve("nowhere"), target, "There is no folder");
  }

  private void refused(Path source, Path target, String part) {
    ModelFolderException refused =
        assertThrows(
            ModelFolderException.class,
            () -> CheckpointEdit.write(source, PoleEdits.NONE, target, SILENT));
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::getMessage);
  }

  private Path write(ModelConfiguration model) throws IOException {
    return RandomModels.write(next(), model);
  }

  private Path next() {
    return folder.resolve("model-" + models++);
  }

  private static double nats(Path model) throws IOException {
    int[] text = new int[60];
    Arrays.setAll(text, i -> i * i % 97);
    try (WindowScorer scorer = WindowScorer.of(ModelFolder.read(model), 30, 1)) {
      return scorer.nats(text);
    }
  }

  /// A move of the last pole of a system, by a third of its size.
  private static MovePole moveOf(Path source, int layer, int system) throws IOException {
    try (EditableCheckpoint checkpoint = EditableCheckpoint.open(source)) {
      List<Complex> poles =
          EditedNetwork.apply(checkpoint.editable(), PoleEdits.NONE).poles(layer, system);
      return new MovePole(layer, system, poles.size() - 1, poles.getLast().times(1.3));
    }
  }

  private static int realState(Path source, int layer) throws IOException {
    try (EditableCheckpoint checkpoint = EditableCheckpoint.open(source)) {
      List<Complex> poles =
          EditedNetwork.apply(checkpoint.editable(), PoleEdits.NONE).poles(layer, 0);
      int state = 0;
      while (!poles.get(state).isReal()) {
        state++;
      }
      return state;
    }
  }

  private static void assertClose(List<Complex> asked, List<Complex> found) {
    List<Complex> left = new ArrayList<>(found);
    for (Complex pole : asked) {
      Complex nearest =
          left.stream()
              .min((a, b) -> Double.compare(a.distanceTo(pole), b.distanceTo(pole)))
              .orElseThrow();
      assertEquals(0, nearest.distanceTo(pole) / pole.modulus(), POLES, asked + " " + found);
      left.remove(nearest);
    }
  }

  private static Set<String> different(TensorSource old, TensorSource written) throws IOException {
    List<String> names = old.tensors().stream().map(TensorInfo::name).toList();
    assertEquals(names, written.tensors().stream().map(TensorInfo::name).toList());
    Set<String> different = new HashSet<>();
    for (String name : names) {
      if (old.entry(name).data().mismatch(written.entry(name).data()) >= 0) {
        different.add(name);
      }
    }
    return different;
  }

  private static void assertRowsOfOtherSystemsAreTheSame(
      EditableCheckpoint old, EditableCheckpoint written, EditedNetwork asked, String parameter)
      throws IOException {
    byte[] before = old.weights().entry(parameter).data().toArray(ValueLayout.JAVA_BYTE);
    byte[] after = written.weights().entry(parameter).data().toArray(ValueLayout.JAVA_BYTE);
    int systems = old.model().systems();
    int row = before.length / systems;
    Set<Integer> moved = new HashSet<>();
    for (int system : asked.movedSystems(1)) {
      moved.add(system);
    }
    for (int system = 0; system < systems; system++) {
      boolean same =
          Arrays.equals(
              before, system * row, (system + 1) * row, after, system * row, (system + 1) * row);
      assertEquals(moved.contains(system), !same, parameter + " of system " + system);
    }
  }
}
