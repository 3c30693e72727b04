package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// Where a run is in its life.
public enum RunState {
  /// Created, not yet begun by a trainer.
  QUEUED("queued"),
  /// A trainer reads and tokenises the run's text before the first step.
  PREPARING_TEXT("preparing-text"),
  RUNNING("running"),
  /// Held by a trainer that waits for the command to resume.
  PAUSED("paused"),
  /// All steps done.
  FINISHED("finished"),
  /// Ended early by the user, with a checkpoint; can be resumed.
  STOPPED("stopped"),
  /// Ended by an error that the status' reason tells; can be resumed from its last checkpoint.
  FAILED("failed");

  private final String label;

  RunState(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// Whether a trainer holds the run in this state.
  public boolean isActive() {
    return this == PREPARING_TEXT || this == RUNNING || this == PAUSED;
  }
}
