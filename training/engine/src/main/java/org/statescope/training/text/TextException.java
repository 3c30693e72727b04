package org.statescope.training.text;

import java.io.IOException;
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
}
