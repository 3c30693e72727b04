package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// How the N coefficients of a companion matrix come from N parameters.
public enum CoefficientParameterisation {
  /// The coefficients themselves; nothing keeps the poles in the left half-plane.
  FREE("free"),
  /// Factors s² + 2ζωs + ω² (and one real factor for an odd N) with ζ, ω > 0: always stable.
  HURWITZ("hurwitz");

  private final String label;

  CoefficientParameterisation(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The parameterisation of coefficients of that label; an unknown one fails with a sentence that
  /// lists the known ones.
  public static CoefficientParameterisation ofLabel(String label) {
    return Require.label(
        "parameterisation of coefficients", label, values(), CoefficientParameterisation::label);
  }
}
