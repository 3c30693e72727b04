package org.statescope.training.cli;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.ModelConfigurationBuilder;
import org.statescope.training.run.Readout;
import org.statescope.training.run.Sharing;
import picocli.CommandLine.Option;

/// Options that change the preset's model.
final class ModelOptions {
  @Option(
      names = "--coefficients",
      paramLabel = "free|hurwitz",
      description =
          "How the companion coefficients of sc-mamba and so-mamba are learned; hurwitz is always"
              + " stable.")
  private @Nullable String coefficients;

  @Option(
      names = "--sharing",
      paramLabel = "layer|channel",
      description = "One state matrix per layer or per channel (S-Mamba, Routh-Schwarz).")
  private @Nullable String sharing;

  @Option(
      names = "--readout",
      paramLabel = "selective|static",
      description =
          "Whether C (B in the observable forms) is read from the token or a parameter (S-Mamba,"
              + " Routh-Schwarz).")
  private @Nullable String readout;

  @Option(
      names = "--discretisation",
      paramLabel = "bilinear|zoh|euler",
      description =
          "How the continuous system becomes a recurrence; each structure has its own choice.")
  private @Nullable String discretisation;

  @Option(
      names = {"--head-width", "--headdim"},
      paramLabel = "P",
      description = "Channels of a head (mamba2).")
  private @Nullable Integer headWidth;

  @Option(
      names = {"--groups", "--ngroups"},
      paramLabel = "G",
      description = "Sets of heads that have B and C in common (mamba2).")
  private @Nullable Integer groups;

  @Option(
      names = {"--chunk-length", "--chunk-size"},
      paramLabel = "TOKENS",
      description = "Tokens of a chunk of the matrix-product algorithm (mamba2).")
  private @Nullable Integer chunkLength;

  @Option(
      names = "--decay",
      paramLabel = "log|free|stable|projected|paper",
      description = "How the scalar a of a head is learned (mamba2); stable is ST-Mamba2.")
  private @Nullable String decay;

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
    ModelConfigurationBuilder model = preset.toBuilder();
    set(modelWidth, model::modelWidth);
    set(layers, model::layers);
    set(order, model::order);
    set(expand, model::expand);
    set(convolutionWidth, model::convolutionWidth);
    set(stepRank, model::stepRank);
    set(coefficients, CoefficientParameterisation::ofLabel, model::coefficients);
    set(sharing, Sharing::ofLabel, model::sharing);
    set(readout, Readout::ofLabel, model::readout);
    set(discretisation, Discretisation::ofLabel, model::discretisation);
    set(headWidth, model::headWidth);
    set(groups, model::groups);
    set(chunkLength, model::chunkLength);
    set(decay, DecayParameterisation::ofLabel, model::decay);
    return model.build();
  }

  private static <T> void set(@Nullable T given, Consumer<T> option) {
    if (given != null) {
      option.accept(given);
    }
  }

  private static <T> void set(
      @Nullable String given, Function<String, T> ofLabel, Consumer<T> option) {
    if (given != null) {
      option.accept(ofLabel.apply(given));
    }
  }
}
