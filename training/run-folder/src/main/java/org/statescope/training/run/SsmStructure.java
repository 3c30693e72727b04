package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// The structure of a layer's state matrix A, and with it which of B and C are learned.
public enum SsmStructure {
  /// Diagonal A with its own row for every channel; B and C selective.
  MAMBA("mamba"),
  /// One companion matrix A for all channels of a layer, B = e_N fixed, C selective.
  SC_MAMBA("sc-mamba");

  private final String label;

  SsmStructure(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The structure of that label; an unknown one fails with a sentence that lists the known ones.
  public static SsmStructure ofLabel(String label) {
    for (SsmStructure candidate : values()) {
      if (candidate.label.equals(label)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "There is no structure '%s': choose one of %s."
            .formatted(label, Require.choices(values(), SsmStructure::label)));
  }
}
