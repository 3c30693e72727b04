package org.statescope.training.run;

/// How the channels of a Mamba-2 layer are divided into heads.
///
/// @param width channels of a head (headdim)
/// @param groups sets of heads that have B and C in common (ngroups)
/// @param chunkLength tokens of a chunk of the matrix-product algorithm (chunk_size); the result
///   does not depend on it but for rounding
/// @param decay parameterisation of the scalar a of a head
public record HeadConfiguration(
    int width, int groups, int chunkLength, DecayParameterisation decay) {
  /// One group, as in the published models.
  public static final HeadConfiguration USUAL =
      new HeadConfiguration(64, 1, 64, DecayParameterisation.LOG);

  public HeadConfiguration {
    Require.atLeast(1, width, "The width of a head");
    Require.atLeast(1, groups, "The number of groups");
    Require.atLeast(1, chunkLength, "The chunk length");
  }

  public HeadConfiguration with(DecayParameterisation other) {
    return new HeadConfiguration(width, groups, chunkLength, other);
  }

  public HeadConfiguration withWidth(int other) {
    return new HeadConfiguration(other, groups, chunkLength, decay);
  }

  public HeadConfiguration withGroups(int other) {
    return new HeadConfiguration(width, other, chunkLength, decay);
  }

  public HeadConfiguration withChunkLength(int other) {
    return new HeadConfiguration(width, groups, other, decay);
  }
}
