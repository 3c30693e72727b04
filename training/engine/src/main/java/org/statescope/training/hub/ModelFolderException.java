package org.statescope.training.hub;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// A model folder that cannot be used. The message is one sentence that names the file and the
/// remedy.
public final class ModelFolderException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  public ModelFolderException(String sentence) {
    super(sentence);
  }

  public ModelFolderException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
