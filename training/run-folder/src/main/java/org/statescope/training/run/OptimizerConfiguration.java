package org.statescope.training.run;

/// AdamW with decoupled weight decay, linear warm-up and a cosine from `learningRate` down to
/// `minimumLearningRate`.
///
/// @param gradientClip limit of the global gradient norm
public record OptimizerConfiguration(
    double learningRate,
    double minimumLearningRate,
    long warmupSteps,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double gradientClip) {

  public OptimizerConfiguration {
    Require.positive(learningRate, "The learning rate");
    if (!(minimumLearningRate >= 0 && minimumLearningRate <= learningRate)) {
      throw new IllegalArgumentException(
          "The minimum learning rate is %s but must lie between 0 and the learning rate %s."
              .formatted(minimumLearningRate, learningRate));
    }
    Require.atLeast(0, warmupSteps, "The number of warm-up steps");
    Require.within(0, 1, beta1, "Beta 1");
    Require.within(0, 1, beta2, "Beta 2");
    Require.positive(epsilon, "The epsilon of AdamW");
    Require.within(0, 1, weightDecay, "The weight decay");
    Require.positive(gradientClip, "The gradient clip");
  }

  /// The same optimiser with another peak; the minimum keeps its ratio to the peak.
  public OptimizerConfiguration withLearningRate(double peak) {
    Require.positive(peak, "The learning rate");
    return new OptimizerConfiguration(
        peak,
        minimumLearningRate / learningRate * peak,
        warmupSteps,
        beta1,
        beta2,
        epsilon,
        weightDecay,
        gradientClip);
  }

  public OptimizerConfiguration withWarmupSteps(long steps) {
    return new OptimizerConfiguration(
        learningRate, minimumLearningRate, steps, beta1, beta2, epsilon, weightDecay, gradientClip);
  }
}
