package org.statescope.training.hub;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.statescope.training.run.Checkpoint;
import org.statescope.training.run.RunJson;
import tools.jackson.databind.JsonNode;

/// The checkpoint with the lowest validation loss, by what each one's `state.json` says.
public final class BestCheckpoint {
  private BestCheckpoint() {}

  /// The first of the best ones; empty if none was validated.
  public static Optional<Checkpoint> of(List<Checkpoint> checkpoints) throws IOException {
    Optional<Checkpoint> best = Optional.empty();
    double lowest = Double.POSITIVE_INFINITY;
    for (Checkpoint checkpoint : checkpoints) {
      JsonNode loss = RunJson.read(checkpoint.state(), JsonNode.class).path("validation_loss");
      if (loss.isNumber() && loss.doubleValue() < lowest) {
        lowest = loss.doubleValue();
        best = Optional.of(checkpoint);
      }
    }
    return best;
  }
}
