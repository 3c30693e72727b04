package org.statescope.training.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Complete configurations to start from, found by name.
///
/// `tiny` learns the bundled book on a laptop's CPU in minutes; `small` takes an hour or more.
public final class Presets {
  private static final int BYTE_VOCABULARY = 256;
  private static final double NORM_EPSILON = 1e-5;
  private static final Map<String, Supplier<RunConfiguration>> BY_NAME = presets();

  /// At 3e-3, Mamba's rate, sc-mamba-tiny diverged when large steps were still eliminated upwards:
  /// Δ grew from 2 to above 5, the gradient norm jumped to 125, and the loss was NaN after 497
  /// steps.
  private static final double SC_MAMBA_RATE = 1e-3;

  private Presets() {}

  /// The names in the order in which they are offered.
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /// The preset of that name; an unknown name fails with a sentence that lists the known ones.
  public static RunConfiguration get(String name) {
    Supplier<RunConfiguration> preset = BY_NAME.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "There is no preset '%s': choose one of %s.".formatted(name, String.join(", ", names())));
    }
    return preset.get();
  }

  private static Map<String, Supplier<RunConfiguration>> presets() {
    Map<String, Supplier<RunConfiguration>> presets = new LinkedHashMap<>();
    presets.put("mamba-tiny", () -> tiny("mamba-tiny", SsmStructure.MAMBA));
    presets.put("sc-mamba-tiny", () -> tiny("sc-mamba-tiny", SsmStructure.SC_MAMBA));
    presets.put("mamba-small", () -> small("mamba-small", SsmStructure.MAMBA));
    presets.put("sc-mamba-small", () -> small("sc-mamba-small", SsmStructure.SC_MAMBA));
    return Collections.unmodifiableMap(presets);
  }

  private static RunConfiguration tiny(String name, SsmStructure structure) {
    return new RunConfiguration(
        name,
        name,
        model(structure, 128, 4),
        optimizer(structure == SsmStructure.SC_MAMBA ? SC_MAMBA_RATE : 3e-3, 100),
        TextConfiguration.bytesOf(TextConfiguration.MOBY_DICK),
        8,
        256,
        2000,
        100,
        16,
        200,
        3,
        50,
        1,
        "cpu",
        null);
  }

  private static RunConfiguration small(String name, SsmStructure structure) {
    return new RunConfiguration(
        name,
        name,
        model(structure, 256, 8),
        optimizer(structure == SsmStructure.SC_MAMBA ? SC_MAMBA_RATE : 2e-3, 300),
        TextConfiguration.bytesOf(TextConfiguration.MOBY_DICK),
        8,
        512,
        6000,
        200,
        16,
        600,
        3,
        100,
        1,
        "cpu",
        null);
  }

  private static ModelConfiguration model(SsmStructure structure, int width, int layers) {
    Discretisation discretisation =
        switch (structure) {
          case MAMBA -> Discretisation.EULER;
          case SC_MAMBA -> Discretisation.BILINEAR;
        };
    int stepRank = Math.ceilDiv(width, 16);
    return new ModelConfiguration(
        structure,
        width,
        layers,
        16,
        2,
        4,
        stepRank,
        BYTE_VOCABULARY,
        CoefficientParameterisation.HURWITZ,
        discretisation,
        NORM_EPSILON);
  }

  private static OptimizerConfiguration optimizer(double learningRate, long warmupSteps) {
    return new OptimizerConfiguration(
        learningRate, learningRate / 10, warmupSteps, 0.9, 0.95, 1e-8, 0.1, 1.0);
  }
}
