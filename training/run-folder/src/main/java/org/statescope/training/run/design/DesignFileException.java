package org.statescope.training.run.design;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file of edits or of their history that cannot be used; the message is one sentence.
public final class DesignFileException extends IOException {
  private static final long serialVersionUID = 1;

  public DesignFileException(String sentence) {
    super(sentence);
  }

  public DesignFileException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
