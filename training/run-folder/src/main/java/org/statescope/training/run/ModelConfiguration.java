package org.statescope.training.run;

/// The shape of a language model of Mamba blocks, in the symbols of the field.
///
/// @param modelWidth width E of the residual stream (d_model)
/// @param order states N per channel (d_state)
/// @param expand channels D = expand·E
/// @param convolutionWidth taps K of the causal depthwise convolution (d_conv)
/// @param stepRank rank R of the step-size projection (dt_rank)
/// @param coefficients of a companion A; without meaning for {@link SsmStructure#MAMBA}
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
    CoefficientParameterisation coefficients,
    Discretisation discretisation,
    double normEpsilon) {

  public ModelConfiguration {
    Require.atLeast(1, modelWidth, "The model width");
    Require.atLeast(1, layers, "The number of layers");
    Require.atLeast(1, order, "The order");
    Require.atLeast(1, expand, "The expansion factor");
    Require.atLeast(1, convolutionWidth, "The convolution width");
    Require.atLeast(1, stepRank, "The rank of the step-size projection");
    Require.atLeast(2, vocabularySize, "The vocabulary size");
    Require.positive(normEpsilon, "The epsilon of the norm");
    Discretisation offered =
        switch (structure) {
          case MAMBA -> Discretisation.EULER;
          case SC_MAMBA -> Discretisation.BILINEAR;
        };
    if (discretisation != offered) {
      throw new IllegalArgumentException(
          "The structure %s is discretised by %s, not by %s."
              .formatted(structure.label(), offered.label(), discretisation.label()));
    }
  }

  /// The same model over another vocabulary.
  public ModelConfiguration withVocabularySize(int size) {
    return new ModelConfiguration(
        structure,
        modelWidth,
        layers,
        order,
        expand,
        convolutionWidth,
        stepRank,
        size,
        coefficients,
        discretisation,
        normEpsilon);
  }

  /// SSM channels of a layer, D = expand·E (d_inner).
  public int channels() {
    return expand * modelWidth;
  }

  /// Systems with an A of their own in a layer: one for each channel of Mamba, one in all of
  /// SC-Mamba.
  public int systems() {
    return switch (structure) {
      case MAMBA -> channels();
      case SC_MAMBA -> 1;
    };
  }

  /// Outputs of x_proj: R + 2N where B and C are selective, R + N where B is fixed.
  public int projectionWidth() {
    return switch (structure) {
      case MAMBA -> stepRank + 2 * order;
      case SC_MAMBA -> stepRank + order;
    };
  }

  /// Trainable numbers of the whole model; the head is tied to the embedding and counted once.
  public long parameterCount() {
    long width = modelWidth;
    long channels = channels();
    long inputProjection = 2 * channels * width;
    long convolution = channels * convolutionWidth + channels;
    long selection = projectionWidth() * channels;
    long stepProjection = channels * stepRank + channels;
    long dynamics = (long) systems() * order;
    long feedThrough = channels;
    long outputProjection = width * channels;
    long block =
        width
            + inputProjection
            + convolution
            + selection
            + stepProjection
            + dynamics
            + feedThrough
            + outputProjection;
    return vocabularySize * width + layers * block + width;
  }
}
