package org.statescope.analysis.checkpoint.family;

/// The steps Δ of a layer that its parameters imply when there is no text: one for each system, or
/// several for a system that channels share, or none if nothing in the checkpoint says.
///
/// @param values Δ, positive; for a discrete-time layer 1
public record ImpliedSteps(double[] values) {
  static final ImpliedSteps UNKNOWN = new ImpliedSteps(new double[0]);

  /// Above this, softplus(x) is x to the last bit of a double.
  private static final double LINEAR_ABOVE = 40;

  public ImpliedSteps {
    for (double value : values) {
      if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("A step is " + value + " but must be a finite length");
      }
    }
  }

  /// softplus(bias): the step where what a token adds to the bias is 0.
  static ImpliedSteps softplus(double[] bias) {
    double[] steps = new double[bias.length];
    for (int i = 0; i < bias.length; i++) {
      steps[i] = softplus(bias[i]);
    }
    return new ImpliedSteps(steps);
  }

  static double softplus(double x) {
    return x > LINEAR_ABOVE ? x : Math.log1p(Math.exp(x));
  }

  /// exp(logarithm), the step of a model whose step no token changes.
  static ImpliedSteps exponential(double[] logarithm) {
    double[] steps = new double[logarithm.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.exp(logarithm[i]);
    }
    return new ImpliedSteps(steps);
  }

  /// Whether the checkpoint holds what the steps follow from.
  public boolean isKnown() {
    return values.length > 0;
  }
}
