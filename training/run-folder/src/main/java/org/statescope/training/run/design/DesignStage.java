package org.statescope.training.run.design;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.statescope.analysis.design.PoleEdits;

/// One making of a checkpoint from another by edits.
///
/// @param made when
/// @param source the folder of the model that was edited
/// @param fingerprint SHA-256 of its weights' file, in hexadecimal
/// @param step the training step after which it was taken, if it is a checkpoint of a run
/// @param edits what was done, in order
/// @param outcomes what each edit did, in the same order
/// @param largestPoleError the greatest |λ − λ̂| / |λ̂| between a pole λ of the written weights and
///   the asked one λ̂, over the systems whose poles moved; empty where none did. Parameters are
///   floats, which moves a pole by 6·10⁻⁸ times its condition, and a double pole by the root of
///   that
public record DesignStage(
    Instant made,
    String source,
    String fingerprint,
    OptionalLong step,
    PoleEdits edits,
    List<EditOutcome> outcomes,
    OptionalDouble largestPoleError) {
  public DesignStage {
    outcomes = List.copyOf(outcomes);
    if (outcomes.size() != edits.size()) {
      throw new IllegalArgumentException(
          "There are " + edits.size() + " edits but outcomes of " + outcomes.size() + ".");
    }
  }
}
