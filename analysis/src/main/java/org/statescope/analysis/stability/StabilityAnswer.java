package org.statescope.analysis.stability;

import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.structure.CertifiedBounds;
import org.statescope.analysis.structure.DecisionMethod;
import org.statescope.analysis.structure.Evidence;
import org.statescope.analysis.structure.Verdict;

/// Whether a system is stable, and how it is known.
///
/// The verdict is decided in this order: the pattern of A where it decides exactly
/// ([StructuredStability]); a certified stability radius above rounding, because the computed poles
/// are those of a matrix nearer than that; the poles with their conditions ([StabilityMargin]).
/// What rounding could turn round is undecidable.
///
/// **Formula**: stable if every pole has `Re λ < 0`, in discrete time `|λ| < 1`. **Shapes**: A n ×
/// n. Nothing given is modified. **Edge cases**: a pole on the boundary is not stable; wrong shapes
/// and entries that are not finite are refused. **Tolerance**: none is chosen, each part states its
/// own. **Algorithm**: those of the parts.
///
/// **Cost**: that of [StabilityRadius].
///
/// @param structure the pattern, if A has one
/// @param margin the poles' distance from the boundary
/// @param radius the distance to instability
/// @param verdict the answer
public record StabilityAnswer(
    Optional<StructuredStability> structure,
    StabilityMargin margin,
    StabilityRadius radius,
    Verdict verdict) {

  /// The answer for a system.
  public static StabilityAnswer of(StateSpace system) {
    return of(system.a(), system.timeDomain());
  }

  /// The answer for a state matrix.
  public static StabilityAnswer of(DMatrixRMaj a, TimeDomain timeDomain) {
    Optional<StructuredStability> structure = StructuredStability.of(a, timeDomain);
    StabilityMargin margin = StabilityMargin.of(a, timeDomain);
    StabilityRadius radius = StabilityRadius.of(a, timeDomain);
    return new StabilityAnswer(structure, margin, radius, decide(structure, margin, radius));
  }

  private static Verdict decide(
      Optional<StructuredStability> structure, StabilityMargin margin, StabilityRadius radius) {
    if (structure.isPresent()) {
      StructuredStability pattern = structure.get();
      double value = pattern.stable() ? Math.max(radius.value(), Double.MIN_VALUE) : 0;
      Evidence evidence =
          new Evidence(
              value,
              0,
              DecisionMethod.STRUCTURE,
              margin.uncertainty().condition(),
              pattern.reason());
      return pattern.stable() ? new Verdict.Holds(evidence) : new Verdict.Fails(evidence);
    }
    if (radius instanceof StabilityRadius.Stable stable
        && !(stable.bounds() instanceof CertifiedBounds.UpperOnly)) {
      String reason =
          String.format(
              Locale.ROOT,
              "the nearest unstable system is %.3g away at %.4g rad/s (%s)",
              stable.value(),
              stable.frequency(),
              stable.bounds().words());
      return new Verdict.Holds(
          new Evidence(
              stable.lowerBound(),
              stable.resolution(),
              DecisionMethod.STABILITY_RADIUS,
              margin.uncertainty().condition(),
              reason));
    }
    return margin.verdict();
  }
}
