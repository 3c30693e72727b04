package org.statescope.training.text.corpus;

import java.io.IOException;

/// Watches a text being read. Called on the reading thread, many times a second: be quick.
@FunctionalInterface
public interface PreparationMonitor {
  /// What is being done with the text.
  enum Stage {
    READING("Reading"),
    WAITING("Waiting for another process that reads"),
    CHECKING("Checking the tokens of");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    /// The stage before the name of the text.
    public String words() {
      return words;
    }
  }

  /// A monitor that looks away.
  PreparationMonitor NONE = (stage, share) -> {};

  /// @param share done of this stage, from 0 to 1
  /// @throws PreparationCancelledException to end the preparation; nothing unfinished stays behind
  void progress(Stage stage, double share) throws IOException;
}
