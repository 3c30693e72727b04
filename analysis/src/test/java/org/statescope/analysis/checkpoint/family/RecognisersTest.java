package org.statescope.analysis.checkpoint.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.checkpoint.CheckpointException;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.SmallModel;

class RecognisersTest {
  static final Iterable<Layouts.Layout> LAYOUTS = Layouts.all();

  @TempDir private Path folder;

  private Recognition recognise(SmallModel model) throws IOException {
    try (SafetensorsFile file =
        SafetensorsFile.open(model.writeTo(folder.resolve("m.safetensors")))) {
      return Recognisers.recognise(file);
    }
  }

  private static ModelFamily family(Recognition recognition) {
    return switch (recognition) {
      case Recognition.Network network -> network.family();
      case Recognition.AlongText along -> along.family();
      case Recognition.Unknown unknown -> throw new AssertionError(unknown.toString());
    };
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void aLayoutIsToldByItsTensorsAlone(Layouts.Layout layout) throws IOException {
    assertEquals(layout.family(), family(recognise(layout.model().get())));
  }

  @ParameterizedTest
  @FieldSource("LAYOUTS")
  void whatIsWrappedAroundAModelDoesNotHideIt(Layouts.Layout layout) throws IOException {
    for (String prefix :
        List.of("module.", "_orig_mod.", "model.", "ema_", "module._orig_mod.model.")) {
      assertEquals(
          layout.family(), family(recognise(layout.model().get().wrapped(prefix))), prefix);
    }
  }

  @Test
  void everyFamilyHasALayout() {
    Set<ModelFamily> tested = EnumSet.noneOf(ModelFamily.class);
    LAYOUTS.forEach(layout -> tested.add(layout.family()));
    assertEquals(EnumSet.allOf(ModelFamily.class), tested);
  }

  @Test
  void layersComeInTheOrderOfTheNetworkAndNotOfTheAlphabet() throws IOException {
    var network = (Recognition.Network) recognise(layout(ModelFamily.MAMBA));
    assertEquals("backbone.layers.2.mixer", network.network().layers().get(2).name());
    assertEquals("backbone.layers.10.mixer", network.network().layers().get(10).name());
  }

  @Test
  void blocksOfHybridsAreSkippedAndCounted() throws IOException {
    assertSkipped(ModelFamily.JAMBA, new SkippedBlocks(3, 11, 5, 5));
    assertSkipped(ModelFamily.ZAMBA_2, new SkippedBlocks(1, 1, 0, 0));
    assertSkipped(ModelFamily.BAMBA, new SkippedBlocks(1, 11, 0, 0));
    assertSkipped(ModelFamily.FALCON_H1, new SkippedBlocks(11, 11, 0, 0));
    assertSkipped(ModelFamily.GRANITE_HYBRID, new SkippedBlocks(1, 11, 11, 7));
    assertSkipped(ModelFamily.NEMOTRON_H, new SkippedBlocks(1, 4, 0, 0));
    assertSkipped(ModelFamily.BLACK_MAMBA, new SkippedBlocks(0, 5, 5, 3));
    assertSkipped(ModelFamily.ROUTING_MAMBA, new SkippedBlocks(0, 11, 11, 8));
    assertSkipped(ModelFamily.MAMBA, new SkippedBlocks(0, 0, 0, 0));
  }

  private void assertSkipped(ModelFamily family, SkippedBlocks expected) throws IOException {
    assertEquals(
        expected, ((Recognition.Network) recognise(layout(family))).skipped(), family.name());
  }

  @Test
  void whereAComesFromTheInputItIsSaidThatPolesExistAlongATextOnly() throws IOException {
    for (ModelFamily family :
        List.of(
            ModelFamily.MAMBA_3, ModelFamily.GATED_LINEAR_ATTENTION, ModelFamily.GATED_DELTA_NET)) {
      var along = assertInstanceOf(Recognition.AlongText.class, recognise(layout(family)));
      assertEquals(Layouts.LAYERS, along.layers());
      assertTrue(family.meaningOfPole().contains("only along a text"), family.meaningOfPole());
    }
  }

  @Test
  void anUnknownFileSaysWhatItHasAndWhatItLacks() throws IOException {
    SmallModel model = Layouts.channels(new SmallModel(1), "decoder.0.ssm.");
    var unknown = assertInstanceOf(Recognition.Unknown.class, recognise(model));
    assertTrue(
        unknown.found().contains("decoder.0.ssm.A_log F32[12, 3]"), unknown.found().toString());
    assertTrue(
        unknown.missed().stream().anyMatch(sentence -> sentence.contains("it lacks a tensor")),
        unknown.missed().toString());
    var nothing =
        assertInstanceOf(Recognition.Unknown.class, recognise(new SmallModel(1).with("x", 2)));
    assertEquals(List.of(), nothing.found());
  }

  @Test
  void weightsAreTakenBeforeTheirAverageAndTwoModelsAreRefused() throws IOException {
    SmallModel weights = layout(ModelFamily.MAMBA);
    SmallModel average = weights.wrapped("ema_");
    var network =
        (Recognition.Network)
            recognise(new SmallModel(0).and(average).and(weights.wrapped("model.")));
    assertTrue(network.remarks().toString().contains("averages of the weights"));
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () -> recognise(weights.wrapped("model.").and(weights.wrapped("module."))));
    assertTrue(e.getMessage().contains("without their prefixes"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 24})
  void tensorsThatContradictOneAnotherAreRefused(long wrong) {
    SmallModel model =
        layout(ModelFamily.MAMBA).with("backbone.layers.3.mixer.dt_proj.bias", wrong);
    CheckpointException e = assertThrows(CheckpointException.class, () -> recognise(model));
    assertTrue(
        e.getMessage().contains("has " + wrong + " values but must have " + Layouts.CHANNELS),
        e.getMessage());
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    SmallModel model = layout(ModelFamily.MAMBA);
    model.values("backbone.layers.1.mixer.A_log")[5] = Float.NaN;
    CheckpointException nan = assertThrows(CheckpointException.class, () -> recognise(model));
    assertTrue(nan.getMessage().contains("holds NaN at index 5"), nan.getMessage());
    model.values("backbone.layers.1.mixer.A_log")[5] = 1e4f;
    CheckpointException infinite = assertThrows(CheckpointException.class, () -> recognise(model));
    assertTrue(
        infinite.getMessage().contains("layers.1.mixer is no system"), infinite.getMessage());
  }

  static SmallModel layout(ModelFamily family) {
    for (Layouts.Layout layout : LAYOUTS) {
      if (layout.family() == family) {
        return layout.model().get();
      }
    }
    throw new AssertionError(family);
  }
}
