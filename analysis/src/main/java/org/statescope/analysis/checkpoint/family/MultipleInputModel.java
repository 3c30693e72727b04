package org.statescope.analysis.checkpoint.family;

import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.ComplexDiagonalBank;

/// What S5 and the LRU share: a diagonal system of many inputs and outputs, whose states do not act
/// on one another. Each counts as a system of its own.
final class MultipleInputModel {
  static final String STATES =
      "A layer is one system of many inputs and outputs with a diagonal A; each state, with its"
          + " conjugate, counts as a system of its own with B and C of one.";

  private MultipleInputModel() {}

  static ComplexDiagonalBank states(double[] real, double[] imaginary, TimeDomain timeDomain) {
    double[] one = {1};
    double[] zero = {0};
    return new ComplexDiagonalBank(
        real.length, 1, real, imaginary, one, zero, one, zero, timeDomain);
  }
}
