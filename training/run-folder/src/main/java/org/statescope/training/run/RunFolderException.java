package org.statescope.training.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A run folder that cannot be read or used. The message is one sentence for the user, with the
/// remedy.
public final class RunFolderException extends IOException {
  private static final long serialVersionUID = 1;

  public RunFolderException(String sentence) {
    super(sentence);
  }

  public RunFolderException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
