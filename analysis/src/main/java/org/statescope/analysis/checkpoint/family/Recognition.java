package org.statescope.analysis.checkpoint.family;

import java.util.List;
import org.statescope.analysis.network.SsmNetwork;

/// What a checkpoint was found to be.
public sealed interface Recognition {

  /// A network whose poles stand in the checkpoint.
  ///
  /// @param steps Δ of the layers of `network`, in their order
  /// @param remarks what a reader of the poles must know, in sentences
  record Network(
      ModelFamily family,
      SsmNetwork network,
      List<ImpliedSteps> steps,
      SkippedBlocks skipped,
      List<String> remarks)
      implements Recognition {
    public Network {
      steps = List.copyOf(steps);
      remarks = List.copyOf(remarks);
      if (steps.size() != network.layers().size()) {
        throw new IllegalArgumentException(
            "The network has "
                + network.layers().size()
                + " layers but there are steps for "
                + steps.size());
      }
    }
  }

  /// A network whose A comes from its input: it has poles only along a text.
  ///
  /// @param layers how many such layers there are
  record AlongText(ModelFamily family, int layers, SkippedBlocks skipped) implements Recognition {}

  /// No family that is known here.
  ///
  /// @param found tensors that look like parts of a state space, at most a few
  /// @param missed what the families lack that came nearest, a sentence each
  record Unknown(List<String> found, List<String> missed) implements Recognition {
    public Unknown {
      found = List.copyOf(found);
      missed = List.copyOf(missed);
    }
  }
}
