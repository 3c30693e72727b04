package org.statescope.training.model;

import org.statescope.training.tensor.HurwitzPolynomial;

/// Where the poles of a companion matrix start: the angles of a Butterworth filter, which spread
/// the damping ratios evenly over the left half-plane, at moduli that fall geometrically from 1 for
/// the least damped pair. Equal moduli give all states s^k/p(s) gains of order 1; a mild spread
/// keeps that and separates the natural frequencies.
final class InitialPoles {
  /// Modulus of the most damped pole.
  private static final double SMALLEST_MODULUS = 0.5;

  private InitialPoles() {}

  /// The factors that [HurwitzPolynomial] takes, for poles of N = `order`: pair k has ζ = cos θ_k
  /// with θ_k = π/2 − (2k + 1)π / 2N (Butterworth) and ω from 1 down to [#SMALLEST_MODULUS].
  static double[] factors(int order) {
    double[] factors = new double[order];
    int pairs = Math.ceilDiv(order, 2);
    for (int pair = 0; pair < pairs; pair++) {
      double fraction = pairs == 1 ? 0 : (double) pair / (pairs - 1);
      double modulus = Math.pow(SMALLEST_MODULUS, fraction);
      if (2 * pair + 1 == order) {
        factors[2 * pair] = HurwitzPolynomial.inversePositive(modulus);
      } else {
        double damping = Math.sin((2 * pair + 1) * Math.PI / (2 * order));
        factors[2 * pair] = HurwitzPolynomial.inversePositive(damping);
        factors[2 * pair + 1] = HurwitzPolynomial.inversePositive(modulus);
      }
    }
    return factors;
  }
}
