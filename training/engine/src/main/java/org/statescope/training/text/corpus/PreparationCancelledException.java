package org.statescope.training.text.corpus;

import java.io.IOException;

/// Reading a text was ended because someone asked for it.
public final class PreparationCancelledException extends IOException {
  private static final long serialVersionUID = 1;

  public PreparationCancelledException() {
    super("The preparation of the text was stopped.");
  }
}
