package org.statescope.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelConfigurationTest {
  /// A configuration of random structure, sizes and options.
  static ModelConfiguration random(Random random) {
    SsmStructure structure = any(random, SsmStructure.values());
    int headWidth = 1 + random.nextInt(9);
    ModelConfigurationBuilder model =
        Presets.get("mamba-tiny").model().toBuilder()
            .structure(structure)
            .modelWidth(headWidth * (1 + random.nextInt(200)))
            .layers(1 + random.nextInt(100))
            .order(1 + random.nextInt(200))
            .expand(1 + random.nextInt(4))
            .convolutionWidth(1 + random.nextInt(8))
            .vocabularySize(2 + random.nextInt(60000))
            .discretisation(any(random, structure.discretisations().toArray(Discretisation[]::new)))
            .normEpsilon(random.nextDouble() + 1e-12);
    if (structure.isCompanion()) {
      model.coefficients(any(random, CoefficientParameterisation.values()));
    }
    if (structure.isCanonical()) {
      model.sharing(any(random, Sharing.values())).readout(any(random, Readout.values()));
    }
    if (structure.hasHeads()) {
      model
          .headWidth(headWidth)
          .chunkLength(1 + random.nextInt(300))
          .decay(any(random, DecayParameterisation.values()));
    }
    return model.build();
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  @ParameterizedTest
  @EnumSource(SsmStructure.class)
  void aStructureRefusesOptionsItHasNot(SsmStructure structure) {
    if (!structure.isCompanion()) {
      refused(
          structure, "hurwitz|coefficients", b -> b.coefficients(CoefficientParameterisation.FREE));
    }
    if (!structure.isCanonical()) {
      refused(structure, "sharing", b -> b.sharing(Sharing.CHANNEL));
      refused(structure, "readout", b -> b.readout(Readout.STATIC));
    }
    if (!structure.hasHeads()) {
      refused(structure, "head width", b -> b.headWidth(8));
      refused(structure, "groups", b -> b.groups(2));
      refused(structure, "chunk length", b -> b.chunkLength(8));
      refused(structure, "decay", b -> b.decay(DecayParameterisation.FREE));
    }
    for (Discretisation rule : Discretisation.values()) {
      if (!structure.discretisations().contains(rule)) {
        refused(structure, rule.label(), b -> b.discretisation(rule));
      }
    }
  }

  @Test
  void headsMustDivideTheChannelsAndGroupsTheHeads() {
    refused(SsmStructure.MAMBA2, "256 channels .* width 7", b -> b.headWidth(7));
    refused(SsmStructure.MAMBA2, "4 heads .* 3 equal groups", b -> b.groups(3));
    refused(SsmStructure.MAMBA2, "rank must be 0, not 5", b -> b.stepRank(5));
  }

  @Test
  void anOptionMissingWhereItIsNeededIsNamed() {
    ModelConfiguration mamba = Presets.get("mamba-tiny").model();
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ModelConfiguration(
                    SsmStructure.SC_MAMBA,
                    mamba.modelWidth(),
                    mamba.layers(),
                    mamba.order(),
                    mamba.expand(),
                    mamba.convolutionWidth(),
                    mamba.stepRank(),
                    mamba.vocabularySize(),
                    Discretisation.BILINEAR,
                    null,
                    null,
                    mamba.normEpsilon()));
    assertTrue(failure.getMessage().contains("needs its coefficients"), failure.getMessage());
  }

  @Test
  void sharingDecidesHowManySystemsALayerHas() {
    ModelConfigurationBuilder model = Presets.get("so-mamba-tiny").model().toBuilder();
    assertEquals(1, model.build().systems());
    ModelConfiguration perChannel = model.sharing(Sharing.CHANNEL).build();
    assertEquals(perChannel.channels(), perChannel.systems());
    assertEquals(4, Presets.get("mamba2-tiny").model().systems());
  }

  private static void refused(
      SsmStructure structure, String words, UnaryOperator<ModelConfigurationBuilder> change) {
    ModelConfigurationBuilder start =
        Presets.get("mamba-tiny").model().toBuilder().structure(structure);
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> change.apply(start).build());
    String message = failure.getMessage();
    assertTrue(message.matches("(?s).*(" + words + ").*"), message);
    assertTrue(message.endsWith("."), message);
  }
}
