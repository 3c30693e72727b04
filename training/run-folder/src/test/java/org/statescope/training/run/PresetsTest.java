package org.statescope.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
  @ParameterizedTest
  @MethodSource("org.statescope.training.run.Presets#names")
  void everyPresetIsComplete(String name) {
    RunConfiguration preset = Presets.get(name);
    assertEquals(name, preset.preset());
    assertTrue(preset.steps() % preset.checkpointEvery() == 0);
    assertTrue(preset.checkpointEvery() % preset.evaluateEvery() == 0);
  }

  @Test
  void anUnknownPresetIsRefusedWithTheKnownOnes() {
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> Presets.get("mamba-huge"));
    for (String name : Presets.names()) {
      assertTrue(failure.getMessage().contains(name), failure.getMessage());
    }
  }

  @Test
  void scMambaSavesTheParametersThatTheMathematicsSays() {
    ModelConfiguration mamba = Presets.get("mamba-tiny").model();
    ModelConfiguration companion = Presets.get("sc-mamba-tiny").model();
    long channels = mamba.channels();
    long order = mamba.order();
    long savedPerLayer = (channels * order - order) + channels * order;
    assertEquals(
        mamba.layers() * savedPerLayer, mamba.parameterCount() - companion.parameterCount());
  }

  @Test
  void aStructureRefusesADiscretisationItHasNot() {
    ModelConfigurationBuilder heads = Presets.get("mamba2-tiny").model().toBuilder();
    assertThrows(
        IllegalArgumentException.class, heads.discretisation(Discretisation.BILINEAR)::build);
  }

  @Test
  void textsHaveShortNames() {
    assertEquals("moby-dick", TextConfiguration.bytesOf(TextConfiguration.MOBY_DICK).label());
    assertEquals("faust", TextConfiguration.bytesOf("/books/faust.txt").label());
    assertEquals("books", TextConfiguration.bytesOf("/books").label());
    assertEquals("text", TextConfiguration.bytesOf("/").label());
  }
}
