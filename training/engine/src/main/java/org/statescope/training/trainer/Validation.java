package org.statescope.training.trainer;

import java.util.List;
import java.util.OptionalDouble;

/// The validation losses of a run: of the step that is done, and the lowest so far.
final class Validation {
  private final TrainingProgram program;
  private final List<TokenBatch> batches;
  private OptionalDouble loss = OptionalDouble.empty();
  private OptionalDouble best = OptionalDouble.empty();

  Validation(TrainingProgram program, List<TokenBatch> batches) {
    this.program = program;
    this.batches = batches;
  }

  /// The loss as the parameters are now, which is then the last.
  double evaluate() {
    double sum = 0;
    for (TokenBatch batch : batches) {
      sum += program.evaluate(batch);
    }
    double mean = Finite.require(sum / batches.size(), "the validation loss");
    loss = OptionalDouble.of(mean);
    best = OptionalDouble.of(Math.min(mean, best.orElse(Double.POSITIVE_INFINITY)));
    return mean;
  }

  /// The parameters have changed since the last evaluation.
  void expire() {
    loss = OptionalDouble.empty();
  }

  void restore(TrainerState state) {
    loss = state.validationLoss();
    best = state.bestValidationLoss();
  }

  /// Measured at this very step, if it was.
  OptionalDouble loss() {
    return loss;
  }

  OptionalDouble best() {
    return best;
  }
}
