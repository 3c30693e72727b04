package org.statescope.training.run;

import org.jspecify.annotations.Nullable;

/// Changes single entries of a {@link ModelConfiguration}; the values are checked when it is built.
///
/// An option that the structure does not have is refused at once, in a sentence that says which
/// structures have it.
public final class ModelConfigurationBuilder {
  /// Mamba's rule for the rank of the step-size projection: ceil(width / 16).
  private static final int WIDTH_PER_STEP_RANK = 16;

  private SsmStructure structure;
  private int modelWidth;
  private int layers;
  private int order;
  private int expand;
  private int convolutionWidth;
  private int stepRank;
  private int vocabularySize;
  private Discretisation discretisation;
  private @Nullable CanonicalForm canonical;
  private @Nullable HeadConfiguration heads;
  private double normEpsilon;

  ModelConfigurationBuilder(ModelConfiguration start) {
    structure = start.structure();
    modelWidth = start.modelWidth();
    layers = start.layers();
    order = start.order();
    expand = start.expand();
    convolutionWidth = start.convolutionWidth();
    stepRank = start.stepRank();
    vocabularySize = start.vocabularySize();
    discretisation = start.discretisation();
    canonical = start.canonical();
    heads = start.heads();
    normEpsilon = start.normEpsilon();
  }

  /// Another structure with its usual discretisation and options; the sizes stay. The present
  /// structure changes nothing.
  public ModelConfigurationBuilder structure(SsmStructure value) {
    if (value == structure) {
      return this;
    }
    structure = value;
    discretisation = value.discretisations().getFirst();
    canonical = value.isCanonical() ? CanonicalForm.USUAL : null;
    heads = value.hasHeads() ? HeadConfiguration.USUAL : null;
    stepRank = usualStepRank();
    return this;
  }

  /// Another width, with the rank of the step-size projection that is usual for it.
  public ModelConfigurationBuilder modelWidth(int value) {
    modelWidth = value;
    stepRank = usualStepRank();
    return this;
  }

  public ModelConfigurationBuilder layers(int value) {
    layers = value;
    return this;
  }

  public ModelConfigurationBuilder order(int value) {
    order = value;
    return this;
  }

  public ModelConfigurationBuilder expand(int value) {
    expand = value;
    return this;
  }

  public ModelConfigurationBuilder convolutionWidth(int value) {
    convolutionWidth = value;
    return this;
  }

  public ModelConfigurationBuilder stepRank(int value) {
    stepRank = value;
    return this;
  }

  public ModelConfigurationBuilder vocabularySize(int value) {
    vocabularySize = value;
    return this;
  }

  public ModelConfigurationBuilder discretisation(Discretisation value) {
    discretisation = value;
    return this;
  }

  public ModelConfigurationBuilder coefficients(CoefficientParameterisation value) {
    canonical = canonical("coefficients").with(value);
    return this;
  }

  public ModelConfigurationBuilder sharing(Sharing value) {
    canonical = canonical("sharing").with(value);
    return this;
  }

  public ModelConfigurationBuilder readout(Readout value) {
    canonical = canonical("readout").with(value);
    return this;
  }

  public ModelConfigurationBuilder headWidth(int value) {
    heads = heads("head width").withWidth(value);
    return this;
  }

  public ModelConfigurationBuilder groups(int value) {
    heads = heads("groups").withGroups(value);
    return this;
  }

  public ModelConfigurationBuilder chunkLength(int value) {
    heads = heads("chunk length").withChunkLength(value);
    return this;
  }

  public ModelConfigurationBuilder decay(DecayParameterisation value) {
    heads = heads("decay").with(value);
    return this;
  }

  public ModelConfigurationBuilder normEpsilon(double value) {
    normEpsilon = value;
    return this;
  }

  public ModelConfiguration build() {
    return new ModelConfiguration(
        structure,
        modelWidth,
        layers,
        order,
        expand,
        convolutionWidth,
        stepRank,
        vocabularySize,
        discretisation,
        canonical,
        heads,
        normEpsilon);
  }

  private int usualStepRank() {
    return structure.hasHeads() ? 0 : Math.ceilDiv(modelWidth, WIDTH_PER_STEP_RANK);
  }

  private CanonicalForm canonical(String option) {
    if (canonical == null) {
      throw new IllegalArgumentException(
          "The structure %s has no %s to choose: the S-Mamba and Routh–Schwarz structures have."
              .formatted(structure.label(), option));
    }
    return canonical;
  }

  private HeadConfiguration heads(String option) {
    if (heads == null) {
      throw new IllegalArgumentException(
          "The structure %s has no %s to choose: mamba2 has.".formatted(structure.label(), option));
    }
    return heads;
  }
}
