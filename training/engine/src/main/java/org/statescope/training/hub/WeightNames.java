package org.statescope.training.hub;

import org.statescope.analysis.checkpoint.TensorEntry;

/// How a file's own names, shapes and values stand to those of Hugging Face's layout, in which this
/// package speaks of weights.
sealed interface WeightNames permits HuggingFaceNames, GgufNames {
  /// What the file calls a tensor; the name itself where nothing else is known.
  String stored(String name);

  /// What the layout calls a tensor of the file; the name itself where the layout has none for it.
  String ours(String stored);

  /// A tensor of the file as the layout has it, in name, shape and meaning. Its bytes are those of
  /// the file where the meaning is the same.
  ///
  /// @throws ModelFolderException in one sentence if its values cannot be those of the layout
  TensorEntry inLayout(TensorEntry stored) throws ModelFolderException;

  /// Whether a tensor of one shape in the file may stand for one of the other.
  boolean agree(long[] stored, long[] asked);

  /// The values of a tensor from those in the file, which may be written over.
  ///
  /// @throws ModelFolderException in one sentence if they cannot be its values
  float[] values(String name, float[] stored) throws ModelFolderException;
}
