package org.statescope.training.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A tokenizer that cannot be used. The message is one sentence that names the file and the remedy.
public final class TokenizerException extends IOException {
  private static final long serialVersionUID = 1;

  public TokenizerException(String sentence) {
    super(sentence);
  }

  public TokenizerException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
