package org.statescope.training.inference;

import org.statescope.training.hub.ModelFolderException;
import org.statescope.training.hub.WeightFiles;
import org.statescope.training.run.ModelConfiguration;

/// The systems of a layer whose channels each have a state and a step of their own.
sealed interface ChannelSystems permits DiagonalSystems, CanonicalSystems {
  /// Reads the systems that a configuration asks for.
  ///
  /// @param prefix of the weights' names, with its dot
  static ChannelSystems read(WeightFiles weights, String prefix, ModelConfiguration model)
      throws ModelFolderException {
    return model.structure().isCanonical()
        ? CanonicalSystems.read(weights, prefix, model)
        : DiagonalSystems.read(weights, prefix, model);
  }

  /// Advances a channel's state by one token and returns y without D u.
  ///
  /// @param selection what x_proj gives; B and C are its last columns, as far as the token decides
  double advance(int channel, double u, double step, float[] selection);

  /// A of every system, as a layer's trace has them.
  double[] stateMatrices();

  /// How many different A there are.
  int systems();

  /// For B along a text; filled already where no token changes it.
  VectorRecorder inputRecorder(int tokens);

  /// For C along a text; filled already where no token changes it.
  VectorRecorder outputRecorder(int tokens);

  /// Adds B and C of a token, as far as the token decides them.
  void record(float[] selection, VectorRecorder input, VectorRecorder output);

  /// ‖h‖² of a channel.
  double energy(int channel);

  void reset();
}
