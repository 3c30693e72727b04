package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// How the continuous-time system becomes a recurrence with the per-token step Δ.
public enum Discretisation {
  /// Mamba's own: exp(ΔA) for the state, ΔB for the input.
  EULER("euler"),
  /// Zero-order hold: exp(ΔA) for the state, ∫₀^Δ exp(sA)ds B for the input.
  ZOH("zoh"),
  /// (I − ΔA/2) h_t = (I + ΔA/2) h_{t−1} + ΔB u_t.
  BILINEAR("bilinear");

  private final String label;

  Discretisation(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The discretisation of that label; an unknown one fails with a sentence that lists the known
  /// ones.
  public static Discretisation ofLabel(String label) {
    return Require.label("discretisation", label, values(), Discretisation::label);
  }
}
