package org.statescope.analysis.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;

class StructuralDistanceGoldenTest {
  private static final double ABSOLUTE_PER_NORM = 1e-13;
  private static final double RELATIVE = 1e-6;
  private static final double UNRESOLVED_PER_NORM = 1e-12;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void distancesLieBetweenTheReferenceBoundsAndVerdictsAgree(GoldenSystem golden) {
    StructuralAnswer controllability = StructuralAnswer.controllability(golden.system());
    checkDistance(golden, "dist_uncontrollable", controllability.distance());
    checkVerdict(golden, "ctrb", controllability.verdict());
    StructuralAnswer observability = StructuralAnswer.observability(golden.system());
    checkDistance(golden, "dist_unobservable", observability.distance());
    checkVerdict(golden, "obsv", observability.verdict());
  }

  private static void checkDistance(
      GoldenSystem golden, String field, StructuralDistance distance) {
    double norm = golden.norm();
    double expected = golden.number(field, "value").orElseThrow();
    double certified = golden.number(field, "certified_lower_bound").orElse(0.0);
    boolean unresolved =
        golden.field(field, "below_double_resolution").map(v -> v.asBoolean()).orElse(false);
    if (unresolved) {
      assertTrue(distance.value() <= UNRESOLVED_PER_NORM * norm, field);
    } else {
      double slack = ABSOLUTE_PER_NORM * norm;
      assertTrue(distance.value() >= certified * (1 - 1e-9) - slack, field);
      assertTrue(distance.value() <= expected * (1 + RELATIVE) + slack, field);
    }
    assertTrue(distance.lowerBound() <= expected + distance.resolution(), field);
  }

  private static void checkVerdict(GoldenSystem golden, String side, Verdict verdict) {
    int n = golden.system().order();
    int rank = golden.field("kalman", side, "rank_exact").orElseThrow().asInt();
    switch (verdict) {
      case Verdict.Holds _ -> assertEquals(n, rank, verdict.reason());
      case Verdict.Fails _ -> assertTrue(rank < n, verdict.reason());
      case Verdict.Undecidable _ ->
          assertTrue(verdict.value() < UNRESOLVED_PER_NORM * golden.norm(), verdict.reason());
    }
  }
}
