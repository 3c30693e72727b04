package org.statescope.app.design;

/// Where the measurement of the model's perplexity stands.
sealed interface EffectState {
  /// Nothing was measured for the edits of the moment.
  record Nothing() implements EffectState {}

  /// A worker measures.
  record Running() implements EffectState {}

  /// The perplexity on a text without and with the edits.
  ///
  /// @param heldOut whether the text is what the run validates on
  record Measured(double before, double after, boolean heldOut) implements EffectState {}

  /// @param reason a sentence
  record Failed(String reason) implements EffectState {}
}
