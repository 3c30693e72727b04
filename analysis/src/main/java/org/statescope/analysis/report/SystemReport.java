package org.statescope.analysis.report;

import java.util.List;
import org.statescope.analysis.gramian.Gramian;
import org.statescope.analysis.gramian.GramianPairResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.gramian.H2Norm;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.linalg.EigenSystem;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.lti.PoleProperties;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.stability.HInfinityNorm;
import org.statescope.analysis.stability.InvariantZeros;
import org.statescope.analysis.stability.NumericalAbscissa;
import org.statescope.analysis.stability.StabilityAnswer;
import org.statescope.analysis.stability.StabilityMargin;
import org.statescope.analysis.stability.TransientGrowth;
import org.statescope.analysis.structure.KalmanMatrix;
import org.statescope.analysis.structure.StructuralAnswer;

/// Everything that is known of one system.
///
/// **Tolerance** and **edge cases** are those of the parts, each of which says what it could not
/// compute. **Cost**: the two distances of [StructuralAnswer] dominate.
///
/// @param name what the system is called
/// @param system the system itself
/// @param norm the 2-norm of A
/// @param eigenvectorCondition κ₂ of the matrix of eigenvectors, infinite for a defective A
/// @param poles sorted by real, then imaginary part
/// @param stability the verdict, the margin and the stability radius
/// @param numericalAbscissa the rate at which the norm of the state can start to grow
/// @param growth how much it can grow
/// @param controllability verdict, Hautus values and distance
/// @param observability the same for the outputs
/// @param controllabilityKalman Kalman's matrix, for comparison
/// @param observabilityKalman the same for the outputs
/// @param gramians both infinite-horizon Gramians
/// @param hankel the Hankel singular values
/// @param h2 the H₂ norm
/// @param hInfinity the H∞ norm
/// @param zeros the invariant zeros
public record SystemReport(
    String name,
    StateSpace system,
    double norm,
    double eigenvectorCondition,
    List<PoleProperties> poles,
    StabilityAnswer stability,
    double numericalAbscissa,
    TransientGrowth growth,
    StructuralAnswer controllability,
    StructuralAnswer observability,
    KalmanRank controllabilityKalman,
    KalmanRank observabilityKalman,
    GramianPairResult gramians,
    HankelSingularValues.Result hankel,
    H2Norm.Result h2,
    HInfinityNorm hInfinity,
    InvariantZeros zeros) {

  public SystemReport {
    poles = List.copyOf(poles);
  }

  /// Analyses a system.
  public static SystemReport of(String name, StateSpace system) {
    GramianPairResult gramians = Gramians.both(system);
    return new SystemReport(
        name,
        system,
        SpectralNorm.of(system.a()),
        EigenSystem.of(system.a()).vectorCondition(),
        StabilityMargin.poleProperties(system),
        StabilityAnswer.of(system),
        NumericalAbscissa.of(system.a()),
        TransientGrowth.of(system),
        StructuralAnswer.controllability(system),
        StructuralAnswer.observability(system),
        KalmanRank.of(() -> KalmanMatrix.controllability(system.a(), system.b())),
        KalmanRank.of(() -> KalmanMatrix.observability(system.a(), system.c())),
        gramians,
        hankel(system, gramians),
        H2Norm.of(system),
        HInfinityNorm.of(system),
        InvariantZeros.of(system));
  }

  private static HankelSingularValues.Result hankel(StateSpace system, GramianPairResult gramians) {
    return switch (gramians) {
      case GramianPairResult.Converged(Gramian controllability, Gramian observability) ->
          new HankelSingularValues.Result.Converged(
              HankelSingularValues.of(system, controllability, observability));
      case GramianPairResult.Unstable(String reason) ->
          new HankelSingularValues.Result.Unstable(reason);
    };
  }
}
