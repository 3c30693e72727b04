package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// Which channels have one state matrix in common.
public enum Sharing {
  /// One A for all channels of a layer, as in S-Mamba.
  LAYER("layer"),
  /// An A of its own for each channel, as in Mamba.
  CHANNEL("channel");

  private final String label;

  Sharing(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The sharing of that label; an unknown one fails with a sentence that lists the known ones.
  public static Sharing ofLabel(String label) {
    return Require.label("sharing", label, values(), Sharing::label);
  }
}
