package org.statescope.training.trainer;

import java.util.List;

/// What a run learns from and is validated on.
///
/// @param validation the same batches at every evaluation; the first of them is also the one whose
///   recurrences are observed
public record TrainingData(BatchSequence training, List<TokenBatch> validation) {
  public TrainingData {
    validation = List.copyOf(validation);
    if (validation.isEmpty()) {
      throw new IllegalArgumentException("A run needs at least one validation batch.");
    }
  }
}
