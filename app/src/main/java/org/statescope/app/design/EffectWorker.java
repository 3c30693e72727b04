package org.statescope.app.design;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.app.background.BackgroundTasks.Progress;

/// Runs the edited model in processes of its own. Both methods wait, and end their process when the
/// task is cancelled.
interface EffectWorker {
  /// The perplexity of a model on a text without and with edits.
  ///
  /// @param before that without edits, where it is known
  /// @throws IOException in a sentence
  EffectState.Measured measure(
      DesignSubject model, PoleEdits edits, String text, Optional<Double> before, Progress progress)
      throws IOException, InterruptedException;

  /// Writes the edited model as a new checkpoint.
  ///
  /// @return the folder
  /// @throws IOException in a sentence, for example where the folder is there already
  Path save(DesignSubject model, PoleEdits edits, Path folder, Progress progress)
      throws IOException, InterruptedException;
}
