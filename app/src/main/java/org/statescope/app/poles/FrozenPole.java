package org.statescope.app.poles;

import org.statescope.training.run.Discretisation;

/// The discrete pole that a continuous-time pole becomes when the step Δ is frozen.
final class FrozenPole {
  private FrozenPole() {}

  /// z for a pole s and a step Δ: exp(Δs) where A is held, (1 + Δs/2) / (1 − Δs/2) for the bilinear
  /// rule, whose pole at s = 2/Δ lies at infinity and gives infinite parts.
  ///
  /// @param into receives Re z and Im z
  static void of(
      double real,
      double imaginary,
      double stepSize,
      Discretisation discretisation,
      double[] into) {
    switch (discretisation) {
      case EULER, ZOH -> {
        double modulus = Math.exp(stepSize * real);
        into[0] = modulus * Math.cos(stepSize * imaginary);
        into[1] = modulus * Math.sin(stepSize * imaginary);
      }
      case BILINEAR -> {
        double re = stepSize / 2 * real;
        double im = stepSize / 2 * imaginary;
        double denominator = (1 - re) * (1 - re) + im * im;
        into[0] = ((1 + re) * (1 - re) - im * im) / denominator;
        into[1] = 2 * im / denominator;
      }
    }
  }

  /// Tokens until the motion of z has decayed by e; infinite where it does not decay.
  static double memoryInTokens(double zReal, double zImaginary) {
    double modulus = Math.hypot(zReal, zImaginary);
    return modulus >= 1 ? Double.POSITIVE_INFINITY : -1 / Math.log(modulus);
  }
}
