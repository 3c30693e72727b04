package org.statescope.training.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// The checkpoint with the lowest validation loss, by what each one's `state.json` says. The
/// trainer keeps it, however few checkpoints it keeps.
///
/// @param checkpoint the first of the best ones
/// @param loss its validation loss in nats per token
/// @param lowest the lowest validation loss of the run up to its last checkpoint, also at steps
///   without a checkpoint
public record BestCheckpoint(Checkpoint checkpoint, double loss, double lowest) {
  private static final String LOSS = "validation_loss";
  private static final String LOWEST = "best_validation_loss";

  /// Empty if none was validated.
  public static Optional<BestCheckpoint> of(List<Checkpoint> checkpoints) throws IOException {
    Optional<Checkpoint> best = Optional.empty();
    double loss = Double.POSITIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (Checkpoint checkpoint : checkpoints) {
      JsonNode state = RunJson.read(checkpoint.state(), JsonNode.class);
      double own = number(state, LOSS).orElse(Double.POSITIVE_INFINITY);
      lowest = Math.min(lowest, Math.min(own, number(state, LOWEST).orElse(own)));
      if (own < loss) {
        loss = own;
        best = Optional.of(checkpoint);
      }
    }
    double found = loss;
    double known = lowest;
    return best.map(checkpoint -> new BestCheckpoint(checkpoint, found, known));
  }

  private static OptionalDouble number(JsonNode state, String field) {
    JsonNode value = state.path(field);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }

  /// Whether the run had a lower loss at a step of which no checkpoint is kept.
  public boolean wasBeaten() {
    return lowest < loss;
  }
}
