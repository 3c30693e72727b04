package org.statescope.analysis.structure;

import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.StateSpace;

/// Everything this package knows about the controllability (or observability) of one system, and
/// the verdict that follows from it.
///
/// The verdict is decided in this order. The pattern of zeros, where it decides ([StructuredPair]),
/// and the rank of the stored numbers in exact arithmetic ([ExactRank]) say what is true of the
/// system as stored; a deficient rank **fails**. A full rank **holds** if the pattern guarantees it
/// for all other entries, or if the nearest system that fails is farther than rounding; within
/// rounding it is **undecidable**: the stored numbers pass, but numbers that differ in the last
/// digit do not.
///
/// **Formula**: rank [A − λI, B] = n at every λ. **Shapes**: A n × n, B n × m, C p × n. Nothing
/// given is modified. **Edge cases**: wrong shapes and entries that are not finite are refused;
/// whether the system is stable does not matter. **Tolerance**: only rounding, as
/// [StructuralDistance#resolution] states it. **Algorithm**: those of the parts. **Cost**: that of
/// [StructuralDistance], which dominates; the parts can be had one by one.
///
/// @param structure the pattern, if A and B have one
/// @param exactRank the rank of the stored numbers
/// @param hautus the test at the poles
/// @param staircase the staircase form at rounding level
/// @param distance the distance to the nearest system that fails
/// @param verdict the answer
public record StructuralAnswer(
    Optional<StructuredPair> structure,
    ExactRank exactRank,
    HautusTest hautus,
    Staircase staircase,
    StructuralDistance distance,
    Verdict verdict) {

  /// Whether the input reaches every state.
  public static StructuralAnswer controllability(StateSpace system) {
    HautusTest hautus = HautusTest.controllability(system);
    return of(
        system.a(),
        system.b(),
        StructuredPair.controllability(system.a(), system.b()),
        hautus,
        "controllable");
  }

  /// Whether the output shows every state.
  public static StructuralAnswer observability(StateSpace system) {
    HautusTest hautus = HautusTest.observability(system.a(), system.c(), Poles.of(system));
    return of(
        Products.transpose(system.a()),
        Products.transpose(system.c()),
        StructuredPair.observability(system.a(), system.c()),
        hautus,
        "observable");
  }

  private static StructuralAnswer of(
      DMatrixRMaj a,
      DMatrixRMaj b,
      Optional<StructuredPair> structure,
      HautusTest hautus,
      String property) {
    ExactRank exact = ExactRank.controllable(a, b);
    StructuralDistance distance = StructuralDistance.of(a, b);
    return new StructuralAnswer(
        structure,
        exact,
        hautus,
        Staircase.controllability(a, b),
        distance,
        decide(structure, exact, distance, hautus.norm(), property));
  }

  private static Verdict decide(
      Optional<StructuredPair> structure,
      ExactRank exact,
      StructuralDistance distance,
      double norm,
      String property) {
    double condition = distance.value() > 0 ? norm / distance.value() : Double.POSITIVE_INFINITY;
    String nearest =
        String.format(
            Locale.ROOT,
            "the nearest system that fails is %.3g away at λ = %s (%s)",
            distance.value(),
            HautusTest.words(distance.at()),
            distance.bounds().words());
    DecisionMethod exactly =
        structure.isPresent() ? DecisionMethod.STRUCTURE : DecisionMethod.EXACT_RANK;
    if (!exact.isFull()) {
      String reason =
          "exactly %d of %d states are %s".formatted(exact.rank(), exact.order(), property);
      return new Verdict.Fails(
          new Evidence(0, 0, exactly, condition, withStructure(structure, reason)));
    }
    if (structure.isPresent()) {
      return new Verdict.Holds(
          new Evidence(distance.value(), 0, exactly, condition, withStructure(structure, nearest)));
    }
    if (distance.belowResolution()) {
      String reason =
          "the stored numbers are %s, but a change of their last digits ends that: %s"
              .formatted(property, nearest);
      return new Verdict.Undecidable(
          new Evidence(
              distance.value(), distance.resolution(), DecisionMethod.DISTANCE, condition, reason));
    }
    boolean certified = !(distance.bounds() instanceof CertifiedBounds.UpperOnly);
    String reason =
        certified
            ? "all states are %s: %s".formatted(property, nearest)
            : "all states are %s in exact arithmetic; %s".formatted(property, nearest);
    return new Verdict.Holds(
        new Evidence(
            distance.value(),
            distance.resolution(),
            certified ? DecisionMethod.DISTANCE : DecisionMethod.EXACT_RANK,
            condition,
            reason));
  }

  private static String withStructure(Optional<StructuredPair> structure, String reason) {
    return structure.map(pair -> pair.reason() + "; " + reason).orElse(reason);
  }
}
