package org.statescope.training.optimizer;

import org.statescope.training.run.OptimizerConfiguration;

/// Linear warm-up from 0 to the peak, then half a cosine down to the minimum.
public final class LearningRateSchedule {
  private LearningRateSchedule() {}

  /// The learning rate of update `step`.
  ///
  /// peak · (step + 1) / warmup while step < warmup; after that minimum + (peak − minimum) (1 + cos
  /// πx) / 2, where x runs from 0 at the end of the warm-up to 1 at the last step. The minimum from
  /// then on.
  ///
  /// @param step updates made before this one, from 0
  /// @param steps updates of the whole run
  public static double learningRate(OptimizerConfiguration optimizer, long step, long steps) {
    double peak = optimizer.learningRate();
    long warmup = optimizer.warmupSteps();
    if (step < warmup) {
      return peak * (step + 1) / warmup;
    }
    double span = Math.max(1, steps - 1 - warmup);
    double x = Math.min(1, (step - warmup) / span);
    double minimum = optimizer.minimumLearningRate();
    return minimum + (peak - minimum) * (1 + Math.cos(Math.PI * x)) / 2;
  }
}
