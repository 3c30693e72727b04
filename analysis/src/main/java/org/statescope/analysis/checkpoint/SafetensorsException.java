package org.statescope.analysis.checkpoint;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// A file that is not a valid safetensors file; the message is one sentence for the user.
public final class SafetensorsException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  SafetensorsException(Path file, String problem) {
    super("The file " + file + " is not a valid safetensors file: " + problem);
  }

  SafetensorsException(Path file, String problem, Throwable cause) {
    super("The file " + file + " is not a valid safetensors file: " + problem, cause);
  }
}
