package org.statescope.training.run;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The shape of a language model of Mamba blocks, in the symbols of the field.
///
/// @param modelWidth width E of the residual stream (d_model)
/// @param order states N per channel (d_state)
/// @param expand channels D = expand·E
/// @param convolutionWidth taps K of the causal depthwise convolution (d_conv)
/// @param stepRank rank R of the step-size projection (dt_rank); 0 for {@link SsmStructure#MAMBA2},
///   whose steps come from the input projection
/// @param canonical present just for structures of which {@link SsmStructure#isCanonical()} is true
/// @param heads present just for structures of which {@link SsmStructure#hasHeads()} is true
/// @param normEpsilon ε inside RMSNorm
public record ModelConfiguration(
    SsmStructure structure,
    int modelWidth,
    int layers,
    int order,
    int expand,
    int convolutionWidth,
    int stepRank,
    int vocabularySize,
    Discretisation discretisation,
    @Nullable CanonicalForm canonical,
    @Nullable HeadConfiguration heads,
    double normEpsilon) {

  public ModelConfiguration {
    Require.atLeast(1, modelWidth, "The model width");
    Require.atLeast(1, layers, "The number of layers");
    Require.atLeast(1, order, "The order");
    Require.atLeast(1, expand, "The expansion factor");
    Require.atLeast(1, convolutionWidth, "The convolution width");
    Require.atLeast(structure.hasHeads() ? 0 : 1, stepRank, "The rank of the step-size projection");
    Require.atLeast(2, vocabularySize, "The vocabulary size");
    Require.positive(normEpsilon, "The epsilon of the norm");
    if (!structure.discretisations().contains(discretisation)) {
      throw new IllegalArgumentException(
          "The structure %s is not discretised by %s: choose %s."
              .formatted(
                  structure.label(),
                  discretisation.label(),
                  structure.discretisations().stream()
                      .map(Discretisation::label)
                      .collect(Collectors.joining(" or "))));
    }
    requireCanonicalForm(structure, canonical);
    requireHeads(structure, heads, (long) expand * modelWidth, stepRank);
  }

  private static void requireCanonicalForm(SsmStructure structure, @Nullable CanonicalForm form) {
    if ((form != null) != structure.isCanonical()) {
      throw new IllegalArgumentException(
          "The structure %s %s."
              .formatted(
                  structure.label(),
                  form == null
                      ? "needs its coefficients, sharing and readout"
                      : "has no coefficients, sharing or readout to choose"));
    }
    if (form != null
        && !structure.isCompanion()
        && form.coefficients() != CoefficientParameterisation.HURWITZ) {
      throw new IllegalArgumentException(
          "The structure %s has no companion coefficients and is always Hurwitz: leave coefficients at hurwitz, not %s."
              .formatted(structure.label(), form.coefficients().label()));
    }
  }

  private static void requireHeads(
      SsmStructure structure, @Nullable HeadConfiguration heads, long channels, int stepRank) {
    if ((heads != null) != structure.hasHeads()) {
      throw new IllegalArgumentException(
          "The structure %s %s."
              .formatted(
                  structure.label(),
                  heads == null
                      ? "needs its head width, groups, chunk length and decay"
                      : "has no heads, groups, chunks or decay to choose"));
    }
    if (heads == null) {
      return;
    }
    if (stepRank != 0) {
      throw new IllegalArgumentException(
          "The structure %s has no step-size projection, so its rank must be 0, not %d."
              .formatted(structure.label(), stepRank));
    }
    if (channels % heads.width() != 0) {
      throw new IllegalArgumentException(
          "%d channels cannot be divided into heads of width %d."
              .formatted(channels, heads.width()));
    }
    if (channels / heads.width() % heads.groups() != 0) {
      throw new IllegalArgumentException(
          "%d heads cannot be divided into %d equal groups."
              .formatted(channels / heads.width(), heads.groups()));
    }
  }

  /// The same model over another vocabulary.
  public ModelConfiguration withVocabularySize(int size) {
    return toBuilder().vocabularySize(size).build();
  }

  /// SSM channels of a layer, D = expand·E (d_inner).
  public int channels() {
    return expand * modelWidth;
  }

  /// Heads of a layer.
  ///
  /// @throws IllegalStateException for a structure without heads
  public int headCount() {
    return channels() / requireHeads().width();
  }

  /// Systems with an A of their own in a layer: one for each channel, for each head, or one in all.
  public int systems() {
    return switch (structure) {
      case MAMBA -> channels();
      case MAMBA2 -> headCount();
      case SC_MAMBA, SO_MAMBA, ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL ->
          requireCanonical().sharing() == Sharing.CHANNEL ? channels() : 1;
    };
  }

  /// Outputs of x_proj: the step's rank and what the token decides of B and C. Mamba-2 has none.
  public int projectionWidth() {
    return switch (structure) {
      case MAMBA -> stepRank + 2 * order;
      case MAMBA2 -> 0;
      case SC_MAMBA, SO_MAMBA, ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL ->
          requireCanonical().readout() == Readout.SELECTIVE ? stepRank + order : stepRank;
    };
  }

  /// The choices of a canonical form.
  ///
  /// @throws IllegalStateException for a structure without one
  public CanonicalForm requireCanonical() {
    if (canonical == null) {
      throw new IllegalStateException(
          "the structure " + structure.label() + " has no canonical form");
    }
    return canonical;
  }

  /// The heads of a structure that has them.
  ///
  /// @throws IllegalStateException for a structure without heads
  public HeadConfiguration requireHeads() {
    if (heads == null) {
      throw new IllegalStateException("the structure " + structure.label() + " has no heads");
    }
    return heads;
  }

  /// Trainable numbers of the whole model; the head is tied to the embedding and counted once.
  public long parameterCount() {
    return ParameterCount.of(this);
  }

  /// A builder that starts from this configuration.
  public ModelConfigurationBuilder toBuilder() {
    return new ModelConfigurationBuilder(this);
  }
}
