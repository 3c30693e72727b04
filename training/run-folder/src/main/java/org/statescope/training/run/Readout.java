package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// Where the vector comes from that a canonical form leaves open: the read-out C, or in the
/// observable forms, whose C is fixed, the input vector B.
public enum Readout {
  /// From the token, by a projection, as Mamba's B and C.
  SELECTIVE("selective"),
  /// A parameter, the same for every token; {@link Sharing} says how many there are.
  STATIC("static");

  private final String label;

  Readout(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The read-out of that label; an unknown one fails with a sentence that lists the known ones.
  public static Readout ofLabel(String label) {
    return Require.label("readout", label, values(), Readout::label);
  }
}
