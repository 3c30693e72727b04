package org.statescope.training.run.dynamics;

import java.util.OptionalDouble;

/// The recurrence of one layer at one step. A layer has `systems` different state matrices (one for
/// each channel of Mamba, for each head of Mamba-2, one in all for S-Mamba's shared A) of `order`
/// states, and `channels` channels.
///
/// A NaN in `stabilityMargin` or `controllabilityGramianCondition` means "not defined" and never a
/// number: read them by {@link #stabilityMargin(int)} and {@link
/// #controllabilityGramianCondition(int)}.
///
/// @param polesReal real parts of the continuous-time poles of A, `(systems, order)` row-major
/// @param polesImaginary imaginary parts, same shape
/// @param stepSizeQuantiles of Δ over validation tokens at {@link #QUANTILES}, `(channels, 5)`
///   row-major
/// @param meanInputVector mean of B over validation tokens (N); e_N where B is fixed
/// @param meanOutputVector mean of C over validation tokens (N)
/// @param stabilityMargin −max Re λ per system: positive when stable
/// @param controllabilityGramianCondition 2-norm condition of the infinite-horizon controllability
///   Gramian of (A, mean B) per system; not defined for an unstable A or where the equation could
///   not be solved
public record LayerDynamics(
    int layer,
    double[] polesReal,
    double[] polesImaginary,
    int systems,
    int order,
    float[] stepSizeQuantiles,
    int channels,
    double[] meanInputVector,
    double[] meanOutputVector,
    double[] stabilityMargin,
    double[] controllabilityGramianCondition) {

  /// The shares of tokens with a smaller step, in the order of a row of `stepSizeQuantiles`.
  private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

  public LayerDynamics {
    requireSize("real parts of poles", polesReal.length, systems * order);
    requireSize("imaginary parts of poles", polesImaginary.length, systems * order);
    requireSize("step-size quantiles", stepSizeQuantiles.length, channels * QUANTILES.length);
    requireSize("entries of the mean input vector", meanInputVector.length, order);
    requireSize("entries of the mean output vector", meanOutputVector.length, order);
    requireSize("stability margins", stabilityMargin.length, systems);
    requireSize("Gramian conditions", controllabilityGramianCondition.length, systems);
  }

  /// A copy of the shares of the quantiles.
  public static double[] quantiles() {
    return QUANTILES.clone();
  }

  public double poleReal(int system, int state) {
    return polesReal[system * order + state];
  }

  public double poleImaginary(int system, int state) {
    return polesImaginary[system * order + state];
  }

  /// The step below which the channel's share `quantiles()[quantile]` of tokens lies.
  public double stepSize(int channel, int quantile) {
    return stepSizeQuantiles[channel * QUANTILES.length + quantile];
  }

  /// The channel's median step.
  public double medianStepSize(int channel) {
    return stepSize(channel, QUANTILES.length / 2);
  }

  public OptionalDouble stabilityMargin(int system) {
    return defined(stabilityMargin[system]);
  }

  public OptionalDouble controllabilityGramianCondition(int system) {
    return defined(controllabilityGramianCondition[system]);
  }

  /// The system whose A a channel uses.
  public int systemOfChannel(int channel) {
    return (int) ((long) channel * systems / channels);
  }

  private static OptionalDouble defined(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static void requireSize(String what, int given, int needed) {
    if (given != needed) {
      throw new IllegalArgumentException(
          "The layer has %d %s but needs %d.".formatted(given, what, needed));
    }
  }
}
