package org.statescope.analysis.lti;

/// What a single pole says about the motion it causes.
///
/// - Formula: with the continuous-time pole s (for a discrete pole z, s = log z / T): ωₙ = |s|, ζ =
///   −Re s / |s|, τ = −1 / Re s.
/// - Units: ωₙ in rad/s, τ in seconds, ζ has none.
/// - Edge cases: s = 0 has natural frequency 0, damping ratio 0 by convention and an infinite time
///   constant; a pole on the imaginary axis has an infinite time constant; the time constant of a
///   pole that grows is negative; a discrete pole at 0 dies in one step: its equivalent pole is at
///   −∞, ωₙ = ∞, ζ = 1, τ = 0.
/// - Limits: a discrete pole does not determine the imaginary part of s beyond ±π/T.
///
/// @param pole the pole as the system has it, in the s-plane or the z-plane
/// @param equivalent the continuous-time pole s
/// @param naturalFrequency ωₙ in rad/s
/// @param dampingRatio ζ in [−1, 1]
/// @param timeConstant τ in seconds
public record PoleProperties(
    Complex pole,
    Complex equivalent,
    double naturalFrequency,
    double dampingRatio,
    double timeConstant) {

  /// Reads the properties of a pole, see the record's own text.
  public static PoleProperties of(Complex pole, TimeDomain timeDomain) {
    if (!pole.isFinite()) {
      throw new IllegalArgumentException("The pole is " + pole + " but must be finite");
    }
    Complex s =
        switch (timeDomain) {
          case Continuous() -> pole;
          case Discrete(double samplePeriod) -> pole.log().times(1 / samplePeriod);
        };
    double frequency = s.modulus();
    if (Double.isInfinite(frequency)) {
      return new PoleProperties(pole, s, frequency, 1, 0);
    }
    double damping = frequency == 0 ? 0 : -s.real() / frequency;
    double timeConstant = s.real() == 0 ? Double.POSITIVE_INFINITY : -1 / s.real();
    return new PoleProperties(pole, s, frequency, damping, timeConstant);
  }

  /// The number of steps in which the motion decays by a factor e, for a discrete pole of this
  /// sample period; infinite for a pole that does not decay.
  ///
  /// @param samplePeriod seconds between two samples
  public double memoryInSteps(double samplePeriod) {
    if (!(samplePeriod > 0) || Double.isInfinite(samplePeriod)) {
      throw new IllegalArgumentException(
          "The sample period is " + samplePeriod + " but must be finite and positive");
    }
    return timeConstant < 0 ? Double.POSITIVE_INFINITY : timeConstant / samplePeriod;
  }
}
