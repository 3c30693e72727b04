package org.statescope.analysis.lti;

/// Whether the independent variable of a system is time in seconds or the number of a sample.
public sealed interface TimeDomain permits Continuous, Discrete {

  /// The continuous time domain, `x' = A x + B u`.
  static TimeDomain continuous() {
    return new Continuous();
  }

  /// The discrete time domain, `x[k+1] = A x[k] + B u[k]`.
  ///
  /// @param samplePeriod seconds between two samples, finite and positive
  static TimeDomain discrete(double samplePeriod) {
    return new Discrete(samplePeriod);
  }
}
