package org.statescope.training.cli;

import org.jspecify.annotations.Nullable;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.ModelConfiguration;
import picocli.CommandLine.Option;

/// Options that change the preset's model.
final class ModelOptions {
  /// Hugging Face's rule for a rank that is not given: ceil(width / 16).
  private static final int WIDTH_PER_STEP_RANK = 16;

  @Option(
      names = "--coefficients",
      paramLabel = "free|hurwitz",
      description = "How SC-Mamba's companion coefficients are learned; hurwitz is always stable.")
  private @Nullable String coefficients;

  @Option(
      names = {"--model-width", "--d-model"},
      paramLabel = "E",
      description = "Width of the residual stream.")
  private @Nullable Integer modelWidth;

  @Option(names = "--layers", paramLabel = "LAYERS", description = "Number of blocks.")
  private @Nullable Integer layers;

  @Option(
      names = {"--order", "--d-state"},
      paramLabel = "N",
      description = "States per channel.")
  private @Nullable Integer order;

  @Option(names = "--expand", paramLabel = "FACTOR", description = "Channels per model width.")
  private @Nullable Integer expand;

  @Option(
      names = {"--convolution-width", "--d-conv"},
      paramLabel = "K",
      description = "Taps of the causal convolution.")
  private @Nullable Integer convolutionWidth;

  @Option(
      names = {"--step-rank", "--dt-rank"},
      paramLabel = "R",
      description = "Rank of the step-size projection (default: the model width / 16).")
  private @Nullable Integer stepRank;

  ModelConfiguration applyTo(ModelConfiguration preset) {
    int width = or(modelWidth, preset.modelWidth());
    int defaultRank =
        modelWidth == null ? preset.stepRank() : Math.ceilDiv(width, WIDTH_PER_STEP_RANK);
    return new ModelConfiguration(
        preset.structure(),
        width,
        or(layers, preset.layers()),
        or(order, preset.order()),
        or(expand, preset.expand()),
        or(convolutionWidth, preset.convolutionWidth()),
        or(stepRank, defaultRank),
        preset.vocabularySize(),
        coefficients == null
            ? preset.coefficients()
            : CoefficientParameterisation.ofLabel(coefficients),
        preset.discretisation(),
        preset.normEpsilon());
  }

  private static int or(@Nullable Integer given, int preset) {
    return given == null ? preset : given;
  }
}
