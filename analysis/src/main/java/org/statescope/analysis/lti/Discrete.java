package org.statescope.analysis.lti;

/// Discrete time: `x[k+1] = A x[k] + B u[k]`, stable where every pole lies inside the unit circle.
///
/// @param samplePeriod seconds between two samples, finite and positive
public record Discrete(double samplePeriod) implements TimeDomain {
  public Discrete {
    if (!(samplePeriod > 0) || Double.isInfinite(samplePeriod)) {
      throw new IllegalArgumentException(
          "The sample period is "
              + samplePeriod
              + " but must be a finite positive number of seconds");
    }
  }
}
