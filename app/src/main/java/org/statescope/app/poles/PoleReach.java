package org.statescope.app.poles;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.structure.HautusTest;

/// How well the input reaches a pole's mode and the output shows it: the Hautus test on the frozen
/// triple (A, mean B, mean C) of the pole's system, or on the system of a checkpoint. Computed on
/// demand, in the background.
public sealed interface PoleReach {

  /// The test was made.
  ///
  /// @param controllability at the pole
  /// @param controllabilityNorm what the controllability value is to be read against
  /// @param observability at the pole
  /// @param observabilityNorm what the observability value is to be read against
  /// @param rebuilt whether A is a canonical form rebuilt from the poles
  record Known(
      HautusTest.Entry controllability,
      double controllabilityNorm,
      HautusTest.Entry observability,
      double observabilityNorm,
      boolean rebuilt)
      implements PoleReach {}

  /// The test could not be made, in a sentence.
  record Unknown(String reason) implements PoleReach {}

  Logger LOG = LoggerFactory.getLogger(PoleReach.class);

  /// @param system the pole's system
  /// @param pole index of the pole in its layout
  static PoleReach of(FrozenSystem system, int pole) {
    PoleFrame frame = system.frame();
    try {
      StateSpace frozen = system.build();
      List<Complex> point = List.of(point(frame, pole, frozen.timeDomain()));
      HautusTest reach = HautusTest.controllability(frozen.a(), frozen.b(), point);
      HautusTest show = HautusTest.observability(frozen.a(), frozen.c(), point);
      return new Known(
          reach.entries().getFirst(),
          reach.norm(),
          show.entries().getFirst(),
          show.norm(),
          frame.snapshot().structure().isCanonical());
    } catch (IllegalArgumentException | ArithmeticException e) {
      LOG.warn("The Hautus test of pole {} failed", pole, e);
      return new Unknown(String.valueOf(e.getMessage()));
    }
  }

  /// The pole in the time of its system.
  private static Complex point(PoleFrame frame, int pole, TimeDomain time) {
    return time.equals(TimeDomain.continuous())
        ? new Complex(frame.sReal()[pole], frame.sImaginary()[pole])
        : new Complex(frame.zReal()[pole], frame.zImaginary()[pole]);
  }
}
