package org.statescope.analysis.file;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// A file that does not hold a system; the message is one sentence for the user.
public final class SystemFileException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  SystemFileException(Path file, String problem) {
    super(sentence(file, problem));
  }

  SystemFileException(Path file, String problem, Throwable cause) {
    super(sentence(file, problem), cause);
  }

  private static String sentence(Path file, String problem) {
    return "The system in " + file + " cannot be read: " + problem + ".";
  }
}
