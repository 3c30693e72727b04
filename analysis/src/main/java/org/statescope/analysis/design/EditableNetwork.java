package org.statescope.analysis.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.statescope.analysis.checkpoint.family.ModelFamily;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.network.SsmNetwork;

/// A network and, for each layer, where its removed states go.
///
/// @param network what is edited
/// @param forgetting in the order of the layers
public record EditableNetwork(SsmNetwork network, List<Forgetting> forgetting) {
  public EditableNetwork {
    forgetting = List.copyOf(forgetting);
    if (forgetting.size() != network.layers().size()) {
      throw new IllegalArgumentException(
          "The network has "
              + network.layers().size()
              + " layers but forgetting poles were given for "
              + forgetting.size()
              + ".");
    }
  }

  /// A network of which no step is known: edits that need one are refused.
  public static EditableNetwork withoutSteps(SsmNetwork network) {
    return new EditableNetwork(
        network, Collections.nCopies(network.layers().size(), Forgetting.UNKNOWN));
  }

  /// A checkpoint's network at the steps that its parameters imply, under its family's usual rule:
  /// bilinear for the companion and Schwarz forms, exponential for the others.
  public static EditableNetwork of(Recognition.Network recognised) {
    boolean canonical =
        recognised.family() == ModelFamily.COMPANION_MAMBA
            || recognised.family() == ModelFamily.ROUTH_SCHWARZ;
    return of(recognised, canonical ? SamplingRule.BILINEAR : SamplingRule.EXPONENTIAL);
  }

  /// A checkpoint's network at the steps that its parameters imply.
  public static EditableNetwork of(Recognition.Network recognised, SamplingRule rule) {
    return of(recognised, recognised.network(), rule);
  }

  /// The layers of a checkpoint with other B and C, as measured along a text, at the steps that its
  /// parameters imply.
  public static EditableNetwork of(
      Recognition.Network recognised, SsmNetwork network, SamplingRule rule) {
    List<Forgetting> forgetting = new ArrayList<>();
    for (int i = 0; i < recognised.steps().size(); i++) {
      forgetting.add(
          Forgetting.of(
              rule, recognised.steps().get(i), network.layers().get(i).channels().count()));
    }
    return new EditableNetwork(network, forgetting);
  }
}
