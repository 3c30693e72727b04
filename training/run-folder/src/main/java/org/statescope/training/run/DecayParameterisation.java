package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// How the scalar a of each Mamba-2 head comes from one parameter.
public enum DecayParameterisation {
  /// a = −exp(A_log), Mamba-2's own: always stable.
  LOG("log"),
  /// a itself; nothing keeps it negative.
  FREE("free"),
  /// Reparameterised so that a ≤ −ε at every value of the parameter.
  STABLE("stable"),
  /// a itself, set to at most −ε after each update.
  PROJECTED("projected"),
  /// a itself, and after each update any a ≥ 0 becomes −10⁻⁵: the rule that ST-Mamba2's paper
  /// names.
  PAPER("paper");

  private final String label;

  DecayParameterisation(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The decay of that label; an unknown one fails with a sentence that lists the known ones.
  public static DecayParameterisation ofLabel(String label) {
    return Require.label("decay", label, values(), DecayParameterisation::label);
  }
}
