package org.statescope.analysis.network;

import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// Many single-input, single-output systems of one order and one structure, stored without the
/// zeros and the repetitions that the structure implies.
///
/// The arrays that a bank is built from are not copied, so that a network of a million systems
/// costs its parameters and no more; they must not change while the bank is in use.
public sealed interface SystemBank
    permits DiagonalBank, ComplexDiagonalBank, ScalarBank, CompanionBank, SchwarzBank, DenseBank {

  /// How many systems there are.
  int count();

  /// The number of real states of each.
  int order();

  /// The time domain that all of them share.
  TimeDomain timeDomain();

  /// One of the systems, written out.
  StateSpace system(int index);
}
