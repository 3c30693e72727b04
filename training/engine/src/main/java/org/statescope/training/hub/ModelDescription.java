package org.statescope.training.hub;

import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;

/// What `config.json` says of a model.
///
/// @param tied whether the head's matrix is the embedding's
/// @param shortestStep Mamba-2's Δ is at least this; 0 where nothing is cut
/// @param longestStep and at most this; infinite where nothing is cut
/// @param gatedNorm Mamba-2's norm
public record ModelDescription(
    ModelConfiguration model,
    boolean tied,
    double shortestStep,
    double longestStep,
    GatedNorm gatedNorm) {
  public ModelDescription {
    if (!(shortestStep >= 0 && shortestStep <= longestStep)) {
      throw new IllegalArgumentException(
          "Steps cannot lie between %s and %s.".formatted(shortestStep, longestStep));
    }
  }

  /// Whether Δ is cut anywhere.
  public boolean limitsSteps() {
    return shortestStep > 0 || longestStep < Double.POSITIVE_INFINITY;
  }

  /// Whether the choice of [GatedNorm] changes what the model computes.
  public boolean hasGroups() {
    HeadConfiguration heads = model.heads();
    return heads != null && heads.groups() > 1;
  }

  ModelDescription with(GatedNorm norm) {
    return new ModelDescription(model, tied, shortestStep, longestStep, norm);
  }
}
