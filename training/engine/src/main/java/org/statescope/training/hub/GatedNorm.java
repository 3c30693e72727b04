package org.statescope.training.hub;

/// Over what Mamba-2's gated output is normed where B and C have several groups; with one group
/// both are the same.
public enum GatedNorm {
  /// All channels of a token together: what `Mamba2ForCausalLM` computes.
  CHANNELS,
  /// The channels of each group: the published model, and those trained here.
  GROUPS
}
