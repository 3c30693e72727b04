package org.statescope.analysis.stability;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

/// How much a stable system can amplify its initial state before it decays.
///
/// **Formula**: `max over t ≥ 0 of ‖e^{At}‖₂`, in discrete time `max over k of ‖A^k‖₂`.
///
/// **Shapes and units**: A n × n; no unit, the time in seconds, in discrete time the number of
/// steps. Nothing given is modified.
///
/// **Edge cases**: a system that is not stable has no maximum and is [Unbounded]; 1 at 0 when the
/// norm never exceeds its start.
///
/// **Tolerance**: `value` is attained at `at`, to the accuracy of the matrix exponential. In
/// discrete time every step is looked at until the norm is at most 1, after which it cannot exceed
/// the maximum again, so the value is global. In continuous time the norm is sampled sixteen times
/// an octave up to that point and refined around the highest samples; a spike between samples can
/// be missed. `upperBound` bounds what could be: the condition of the eigenvectors, ∞ for a
/// defective A.
///
/// **Algorithm**: repeated doubling of e^{Ah}; Trefethen and Embree, Spectra and Pseudospectra,
/// §14. **Cost**: about 16 products of order n for each octave between 1/‖A‖ and the decay.
public sealed interface TransientGrowth permits TransientGrowth.Bounded, TransientGrowth.Unbounded {

  /// The largest norm.
  ///
  /// @param value the maximum, at least 1
  /// @param at seconds, or steps
  /// @param upperBound no norm exceeds this
  record Bounded(double value, double at, double upperBound) implements TransientGrowth {}

  /// Some pole is not on the stable side.
  record Unbounded(Complex criticalPole) implements TransientGrowth {}

  /// The growth of a system.
  static TransientGrowth of(StateSpace system) {
    return of(system.a(), system.timeDomain());
  }

  /// The growth of a state matrix.
  static TransientGrowth of(DMatrixRMaj a, TimeDomain timeDomain) {
    List<Complex> poles = Poles.of(a);
    for (Complex pole : poles) {
      if (!(StabilityMargin.margin(pole, timeDomain) > 0)) {
        return new Unbounded(pole);
      }
    }
    return switch (timeDomain) {
      case Continuous() -> GrowthSearch.continuous(a);
      case Discrete(double _) -> GrowthSearch.discrete(a);
    };
  }
}
