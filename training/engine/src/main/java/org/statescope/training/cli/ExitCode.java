package org.statescope.training.cli;

/// What the command line's exit status means.
final class ExitCode {
  static final int OK = 0;

  /// The command was wrong: an unknown option, preset or value.
  static final int USAGE = 2;

  /// The command was right but what it names is not: the text, the run folder, the system.
  static final int BAD_INPUT = 3;

  /// The run began and failed.
  static final int RUN_FAILED = 4;

  /// Ended by Ctrl-C, with a checkpoint (143 when ended by SIGTERM).
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
