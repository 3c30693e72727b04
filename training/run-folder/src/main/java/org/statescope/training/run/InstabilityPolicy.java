package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// What a run does when a state matrix leaves the left half-plane.
public enum InstabilityPolicy {
  /// It ends as failed, with the checkpoint of before.
  STOP("stop"),
  /// It writes down where and when, and goes on.
  CONTINUE("continue");

  private final String label;

  InstabilityPolicy(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The policy of that label; an unknown one fails with a sentence that lists the known ones.
  public static InstabilityPolicy ofLabel(String label) {
    return Require.label("instability policy", label, values(), InstabilityPolicy::label);
  }
}
