package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.util.List;

/// Knows one family of models by its tensors.
interface Recogniser {
  ModelFamily family();

  /// What a checkpoint of the family carries, every one of it.
  List<Sign> signs();

  /// Reads a checkpoint that carries all signs.
  ///
  /// @throws IOException in a sentence if its tensors contradict one another
  Recognition read(TensorIndex tensors) throws IOException;
}
