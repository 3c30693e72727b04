package org.statescope.training.run;

/// The choices of a layer whose A is a canonical form of N parameters: SC-Mamba, SO-Mamba and the
/// Routh–Schwarz forms.
///
/// @param coefficients how a companion A is parameterised; a Routh–Schwarz form is always {@link
///   CoefficientParameterisation#HURWITZ}
/// @param sharing how many A a layer has
/// @param readout where the open vector comes from
public record CanonicalForm(
    CoefficientParameterisation coefficients, Sharing sharing, Readout readout) {
  /// Stable, one A per layer, the open vector read from the token.
  public static final CanonicalForm USUAL =
      new CanonicalForm(CoefficientParameterisation.HURWITZ, Sharing.LAYER, Readout.SELECTIVE);

  public CanonicalForm with(CoefficientParameterisation other) {
    return new CanonicalForm(other, sharing, readout);
  }

  public CanonicalForm with(Sharing other) {
    return new CanonicalForm(coefficients, other, readout);
  }

  public CanonicalForm with(Readout other) {
    return new CanonicalForm(coefficients, sharing, other);
  }
}
