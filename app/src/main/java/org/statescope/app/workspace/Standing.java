package org.statescope.app.workspace;

import org.statescope.training.run.RunState;
import org.statescope.training.run.RunStatus;

/// How a run stands, as the desktop shows it: what its status says, checked against the process
/// that should be there.
public enum Standing {
  QUEUED,
  /// The trainer reads the text; there are no steps yet.
  PREPARING,
  RUNNING,
  PAUSED,
  FINISHED,
  STOPPED,
  FAILED,
  /// The status says it trains, but its process is gone.
  CRASHED,
  /// The folder cannot be read.
  UNREADABLE;

  static Standing of(RunStatus status) {
    if (status.isInterrupted()) {
      return CRASHED;
    }
    return of(status.state());
  }

  private static Standing of(RunState state) {
    return switch (state) {
      case QUEUED -> QUEUED;
      case PREPARING_TEXT -> PREPARING;
      case RUNNING -> RUNNING;
      case PAUSED -> PAUSED;
      case FINISHED -> FINISHED;
      case STOPPED -> STOPPED;
      case FAILED -> FAILED;
    };
  }

  /// Whether a trainer works on the run now.
  public boolean isLive() {
    return this == PREPARING || this == RUNNING || this == PAUSED;
  }

  /// Whether something may still change without anybody's asking.
  public boolean isOpen() {
    return isLive() || this == QUEUED;
  }

  /// Whether a new trainer could carry the run on.
  public boolean canContinue() {
    return switch (this) {
      case QUEUED, STOPPED, FAILED, CRASHED -> true;
      case PREPARING, RUNNING, PAUSED, FINISHED, UNREADABLE -> false;
    };
  }
}
