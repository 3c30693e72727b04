package org.statescope.analysis.checkpoint;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// A checkpoint that cannot be used; the message is one sentence for the user.
public final class CheckpointException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param file the checkpoint
  /// @param problem what is wrong with it, going on after "cannot be used:"
  public CheckpointException(Path file, String problem) {
    super("The checkpoint " + file + " cannot be used: " + problem);
  }

  /// As the other, with what led to it.
  public CheckpointException(Path file, String problem, Throwable cause) {
    super("The checkpoint " + file + " cannot be used: " + problem, cause);
  }
}
