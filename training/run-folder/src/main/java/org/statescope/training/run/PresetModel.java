package org.statescope.training.run;

/// The models that have presets.
enum PresetModel {
  MAMBA("mamba", SsmStructure.MAMBA, PresetModel.NO_LIMIT),
  SC_MAMBA("sc-mamba", SsmStructure.SC_MAMBA, PresetModel.HIGHEST_CANONICAL_RATE),
  SO_MAMBA("so-mamba", SsmStructure.SO_MAMBA, PresetModel.HIGHEST_CANONICAL_RATE),
  ROUTH_SCHWARZ("routh-schwarz", SsmStructure.ROUTH_SCHWARZ, PresetModel.HIGHEST_CANONICAL_RATE),
  ROUTH_SCHWARZ_DUAL(
      "routh-schwarz-dual", SsmStructure.ROUTH_SCHWARZ_DUAL, PresetModel.HIGHEST_CANONICAL_RATE),
  MAMBA2("mamba2", SsmStructure.MAMBA2, PresetModel.NO_LIMIT),
  /// Mamba-2 whose a stays negative at every value of its parameter.
  ST_MAMBA2("st-mamba2", SsmStructure.MAMBA2, PresetModel.NO_LIMIT);

  /// At 3e-3, Mamba's rate, sc-mamba-tiny diverged when large steps were still eliminated upwards:
  /// Δ grew from 2 to above 5, the gradient norm jumped to 125, and the loss was NaN after 497
  /// steps.
  private static final double HIGHEST_CANONICAL_RATE = 1e-3;

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final String label;
  private final SsmStructure structure;
  private final double highestRate;

  PresetModel(String label, SsmStructure structure, double highestRate) {
    this.label = label;
    this.structure = structure;
    this.highestRate = highestRate;
  }

  String label() {
    return label;
  }

  /// Peak learning rate, where Mamba's is `mambaRate`.
  double learningRate(double mambaRate) {
    return Math.min(mambaRate, highestRate);
  }

  /// The model at a width and depth; Mamba-2's order is its own.
  ModelConfiguration at(ModelConfiguration mamba, int headedOrder) {
    ModelConfigurationBuilder builder = mamba.toBuilder().structure(structure);
    if (structure.hasHeads()) {
      builder.order(headedOrder);
    }
    if (this == ST_MAMBA2) {
      builder.decay(DecayParameterisation.STABLE);
    }
    return builder.build();
  }
}
