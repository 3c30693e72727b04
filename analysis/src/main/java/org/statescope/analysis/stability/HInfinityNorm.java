package org.statescope.analysis.stability;

import java.util.List;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;

/// The H∞ norm: the largest gain of a stable system over all frequencies, and where it is.
///
/// **Formula**: `sup over ω of σ_max(G(iω))`, in discrete time over `G(e^{iωT})`.
///
/// **Shapes and units**: any numbers of inputs and outputs; output over input; the frequency in
/// rad/s. Nothing given is modified.
///
/// **Edge cases**: a system that is not stable has no H∞ norm and is [NotStable]; the supremum may
/// lie at 0, at π/T, or at infinity, where it is σ_max(D). NaN and infinity are refused.
///
/// **Tolerance**: `value` is a gain that is attained, computed with refinement in twice the working
/// precision; a Hamiltonian test found no frequency with a gain above `upperBound`. Near-imaginary
/// eigenvalues of that test are checked by direct evaluation. The test's own resolution is √u, so
/// what it does not promise is to find a peak narrower than √u times the norm of A that no pole
/// announces.
///
/// **Algorithm**: Bruinsma and Steinbuch, doi:10.1016/0167-6911(90)90049-Z, started from the
/// frequencies of the poles; discrete systems through the bilinear map. **Cost**: 25 n³ for the
/// scan and about 10 (2n)³ for each of two to five tests.
public sealed interface HInfinityNorm permits HInfinityNorm.Finite, HInfinityNorm.NotStable {

  /// The norm of a stable system.
  ///
  /// @param value the largest gain found
  /// @param upperBound no gain above this was found by the level test
  /// @param peakFrequency ω in rad/s, possibly ∞
  /// @param levelTests how many Hamiltonian eigenvalue problems were solved
  record Finite(double value, double upperBound, double peakFrequency, int levelTests)
      implements HInfinityNorm {}

  /// Some pole is not on the stable side.
  record NotStable(Complex criticalPole) implements HInfinityNorm {}

  /// The norm of a system.
  static HInfinityNorm of(StateSpace system) {
    List<Complex> poles = Poles.of(system);
    for (Complex pole : poles) {
      if (!(StabilityMargin.margin(pole, system.timeDomain()) > 0)) {
        return new NotStable(pole);
      }
    }
    return new PeakSearch(system, poles).search();
  }
}
