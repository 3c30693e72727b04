package org.statescope.analysis.stability;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.LyapunovBound;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.structure.CertifiedBounds;

/// The distance to instability: the spectral norm of the smallest complex perturbation of A that
/// puts a pole on the stability boundary.
///
/// **Formula**: `min over ω of σ_min(A − iωI)`, in discrete time `min over θ of σ_min(A −
/// e^{iθ}I)`.
///
/// **Shapes and units**: A n × n; the unit of A. Nothing given is modified. **Edge cases**: a
/// system that is not stable has radius 0 and is [NotStable], with the pole that says so. NaN and
/// infinity are refused.
///
/// **Tolerance**: the truth lies within `bounds`, up to `resolution`. The value is a direct
/// singular value, so it has no √u floor. The lower bound is that of the Lipschitz search where it
/// closed the gap, else of a Hamiltonian test or a Lyapunov equation, both of which allow for their
/// own rounding; where that leaves nothing, as for A very far from normal, the bounds are
/// [CertifiedBounds.UpperOnly] and say why.
///
/// **Algorithm**: descents from the poles' frequencies, Lipschitz branch and bound along the
/// boundary, then [LyapunovBound] and up to three Hamiltonian tests: Byers, doi:10.1137/0909059;
/// Boyd and Balakrishnan, doi:10.1016/0167-6911(90)90037-U. **Cost**: 25 n³, then up to a few
/// thousand evaluations of O(n²); a Hamiltonian test costs 300 n³ more. **Not for** real
/// perturbations: the real radius is larger.
public sealed interface StabilityRadius permits StabilityRadius.Stable, StabilityRadius.NotStable {
  /// Relative gap between the two bounds at which the search stops.
  double RELATIVE_GAP = 1e-4;

  /// The radius; 0 when not stable.
  double value();

  /// The radius of a stable system.
  ///
  /// @param bounds the smallest singular value found and what is proved below it
  /// @param frequency where it is attained: ω in rad/s, in discrete time θ/T
  /// @param resolution rounding error of a value
  /// @param evaluations how many singular values were computed
  record Stable(CertifiedBounds bounds, double frequency, double resolution, long evaluations)
      implements StabilityRadius {
    /// The smallest singular value found, an upper bound that is attained.
    @Override
    public double value() {
      return bounds.upper();
    }

    /// What the radius is certainly not below; 0 if nothing is proved.
    public double lowerBound() {
      return bounds.lower();
    }
  }

  /// Some pole is not on the stable side.
  record NotStable(Complex criticalPole) implements StabilityRadius {
    @Override
    public double value() {
      return 0;
    }
  }

  /// The radius of a system.
  static StabilityRadius of(StateSpace system) {
    return of(system.a(), system.timeDomain());
  }

  /// The radius of a state matrix.
  static StabilityRadius of(DMatrixRMaj a, TimeDomain timeDomain) {
    List<Complex> poles = Poles.of(a);
    for (Complex pole : poles) {
      if (!(StabilityMargin.margin(pole, timeDomain) > 0)) {
        return new NotStable(pole);
      }
    }
    return RadiusSearch.of(a, poles, timeDomain);
  }
}
