package org.statescope.training.inference;

import org.statescope.training.hub.ModelDescription;
import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;

/// The mixer of one layer, one token at a time, with the states it carries; no norm, no residual.
sealed interface LayerStep permits MambaStep, Mamba2Step {
  /// Reads the mixer that a description asks for.
  ///
  /// @param name prefix of the weights' names, such as `backbone.layers.0.mixer`
  static LayerStep read(WeightFiles weights, String name, ModelDescription description)
      throws ModelFolderException {
    return description.model().structure().hasHeads()
        ? Mamba2Step.read(weights, name, description)
        : MambaStep.read(weights, name, description.model());
  }

  /// Advances by one token.
  ///
  /// @param x `(modelWidth)`
  /// @param output of the same shape, written
  void advance(float[] x, float[] output);

  /// An empty record for a text of so many tokens.
  LayerRecorder recorder(int tokens);

  /// Adds the last token to the record.
  void record(LayerRecorder into);

  /// Values that the record of one token has at most.
  long recordedValues();

  /// Forgets all tokens.
  void reset();
}
