package org.statescope.training.text.corpus;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A text that cannot be learned from. The message is one sentence that names the file and the
/// remedy.
public final class TextException extends IOException {
  private static final long serialVersionUID = 1;

  public TextException(String sentence) {
    super(sentence);
  }

  public TextException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  static TextException unreadable(Path path, Exception cause) {
    return new TextException(
        "The text %s cannot be read: check its permissions, or name another text.".formatted(path),
        cause);
  }

  static TextException damaged(Path path, Exception cause) {
    return new TextException(
        "The file %s is damaged or ends too early (%s): fetch it again, or name another."
            .formatted(path, reason(cause)),
        cause);
  }

  private static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.replaceAll("\\s+", " ").strip();
  }
}
