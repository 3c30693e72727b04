package org.statescope.training.run;

import java.util.Optional;

/// A wish to a running trainer: a file of this name in the run folder's `commands`, removed when
/// obeyed.
public enum Command {
  PAUSE("pause"),
  RESUME("resume"),
  STOP("stop"),
  CHECKPOINT_NOW("checkpoint-now");

  private final String fileName;

  Command(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }

  static Optional<Command> ofFileName(String name) {
    for (Command command : values()) {
      if (command.fileName.equals(name)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }
}
