package org.statescope.training.experiment.evidence;

import java.util.List;
import org.statescope.training.experiment.ExperimentKind;

/// What the paper on Sparse Mamba (arXiv 2409.00563) says of its variants beside the originals.
///
/// @param percent by which the measure changes; 0 where the paper names a direction only
/// @param words of the claim
public record Claim(Measure measure, double percent, String words) {
  /// What a claim is about.
  public enum Measure {
    PERPLEXITY("validation perplexity"),
    TRAINING_TIME("training time"),
    PARAMETERS("parameters");

    private final String words;

    Measure(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// The figures are of the paper's abstract.
  public static List<Claim> of(ExperimentKind kind) {
    return switch (kind) {
      case S_MAMBA_VS_MAMBA ->
          List.of(
              new Claim(Measure.PERPLEXITY, -5, "perplexity about 5 % lower"),
              new Claim(Measure.TRAINING_TIME, -3, "training time about 3 % shorter"),
              new Claim(Measure.PARAMETERS, 0, "fewer parameters"));
      case ST_MAMBA2_VS_MAMBA2 ->
          List.of(
              new Claim(Measure.PERPLEXITY, 0, "perplexity lower (no figure given)"),
              new Claim(Measure.PARAMETERS, 0, "fewer parameters"));
    };
  }
}
