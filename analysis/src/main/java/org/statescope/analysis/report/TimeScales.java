package org.statescope.analysis.report;

import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;

/// How fast and how slow a continuous-time system is.
///
/// @param fastest seconds, 1/|λ| of the pole farthest from 0
/// @param slowest seconds, 1/|λ| of the nearest that is not 0
/// @param longest seconds, after which there is nothing left to see or too much to write down
record TimeScales(double fastest, double slowest, double longest) {
  /// A pole this much smaller than the largest is an integrator.
  private static final double INTEGRATOR = 1e-12;

  private static final double WITHOUT_POLES = 1;
  private static final double SETTLED = 10;

  /// An unstable mode may grow by e to this power.
  private static final double LARGEST_EXPONENT = 50;

  static TimeScales of(StateSpace system) {
    double largest = 0;
    for (Complex pole : Poles.of(system)) {
      largest = Math.max(largest, pole.modulus());
    }
    if (largest == 0) {
      return new TimeScales(WITHOUT_POLES, WITHOUT_POLES, SETTLED);
    }
    double smallest = largest;
    double growth = 0;
    for (Complex pole : Poles.of(system)) {
      if (pole.modulus() > INTEGRATOR * largest) {
        smallest = Math.min(smallest, pole.modulus());
      }
      growth = Math.max(growth, pole.real());
    }
    double longest = SETTLED / smallest;
    if (growth * longest > LARGEST_EXPONENT) {
      longest = LARGEST_EXPONENT / growth;
    }
    return new TimeScales(1 / largest, 1 / smallest, longest);
  }
}
