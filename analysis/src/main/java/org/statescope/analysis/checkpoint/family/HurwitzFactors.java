package org.statescope.analysis.checkpoint.family;

/// The polynomial ∏(s² + 2ζωs + ω²), times (s + σ) for an odd order, from the parameters in which
/// our training engine keeps it: pairs for ζ and ω, then one for σ, each through softplus + 10⁻⁶.
final class HurwitzFactors {
  /// Added to softplus by the engine, which keeps every factor away from 0.
  static final double SMALLEST = 1e-6;

  private HurwitzFactors() {}

  static double positive(double parameter) {
    return ImpliedSteps.softplus(parameter) + SMALLEST;
  }

  /// The coefficients a₀ … a₍N₋₁₎ of each system, from as many parameters.
  static double[] coefficients(double[] parameters, int order) {
    double[] coefficients = new double[parameters.length];
    for (int first = 0; first < parameters.length; first += order) {
      double[] product = {1};
      for (int factor = 0; factor < order; factor += 2) {
        double[] next;
        double leading = positive(parameters[first + factor]);
        if (factor + 1 == order) {
          next = new double[] {leading, 1};
        } else {
          double frequency = positive(parameters[first + factor + 1]);
          next = new double[] {frequency * frequency, 2 * leading * frequency, 1};
        }
        product = times(product, next);
      }
      System.arraycopy(product, 0, coefficients, first, order);
    }
    return coefficients;
  }

  private static double[] times(double[] p, double[] q) {
    double[] product = new double[p.length + q.length - 1];
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < q.length; j++) {
        product[i + j] += p[i] * q[j];
      }
    }
    return product;
  }
}
