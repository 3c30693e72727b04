package org.statescope.training.experiment.evidence;

/// Whether a claim held for a variant in this experiment.
///
/// @param measured the figure of this experiment, in words
public record Judgement(
    String variant, Claim claim, String measured, Verdict verdict, String reason) {
  /// How an experiment answers a claim.
  public enum Verdict {
    HELD("held"),
    NOT_HELD("not held"),
    UNDECIDED("undecided");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
