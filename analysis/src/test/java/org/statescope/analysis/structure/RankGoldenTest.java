package org.statescope.analysis.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.linalg.Products;

class RankGoldenTest {
  private static final double UNDECIDABLE_PER_NORM = 1e-12;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void ranksInExactArithmeticEqualTheReference(GoldenSystem golden) {
    assertEquals(
        rank(golden, "ctrb"),
        ExactRank.controllable(golden.system().a(), golden.system().b()).rank());
    assertEquals(
        rank(golden, "obsv"),
        ExactRank.observable(golden.system().a(), golden.system().c()).rank());
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void patternsThatDecideAgreeWithTheExactRank(GoldenSystem golden) {
    StructuredPair.controllability(golden.system().a(), golden.system().b())
        .ifPresent(pair -> assertEquals(rank(golden, "ctrb"), pair.dimension(), pair.reason()));
    StructuredPair.observability(golden.system().a(), golden.system().c())
        .ifPresent(pair -> assertEquals(rank(golden, "obsv"), pair.dimension(), pair.reason()));
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void staircaseDimensionsEqualTheReferenceUnlessTheDistanceIsUnresolved(GoldenSystem golden) {
    DMatrixRMaj a = golden.system().a();
    checkStaircase(
        golden, "ctrb", "dist_uncontrollable", Staircase.controllability(a, golden.system().b()));
    checkStaircase(
        golden, "obsv", "dist_unobservable", Staircase.observability(a, golden.system().c()));
  }

  private static void checkStaircase(
      GoldenSystem golden, String side, String distance, Staircase staircase) {
    double value = golden.number(distance, "value").orElseThrow();
    int expected = golden.field("staircase", side, "dim_exact").orElseThrow().asInt();
    boolean full = expected == golden.system().order();
    if (!full || value >= UNDECIDABLE_PER_NORM * golden.norm()) {
      assertEquals(expected, staircase.dimension(), side + " " + staircase.blocks());
    }
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void singularValuesOfKalmansMatrixMatchWithinTheirStatedError(GoldenSystem golden) {
    DMatrixRMaj a = golden.system().a();
    compare(golden, "ctrb", KalmanMatrix.controllability(a, golden.system().b()));
    compare(golden, "obsv", KalmanMatrix.observability(a, golden.system().c()));
  }

  private static void compare(GoldenSystem golden, String side, KalmanMatrix kalman) {
    double[] expected =
        GoldenSystem.numbers(golden.field("kalman", side, "singular_values").orElseThrow());
    assertEquals(expected.length, kalman.singularValues().length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], kalman.singularValues()[i], kalman.errorBound());
    }
    assertTrue(kalman.numericalRank() <= rank(golden, side));
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void theFourPartsOfKalmansDecompositionAddUpToTheExactRanks(GoldenSystem golden) {
    double distance =
        Math.min(
            golden.number("dist_uncontrollable", "value").orElseThrow(),
            golden.number("dist_unobservable", "value").orElseThrow());
    int controllable = rank(golden, "ctrb");
    int observable = rank(golden, "obsv");
    int n = golden.system().order();
    boolean minimal = controllable == n && observable == n;
    if (minimal && distance < UNDECIDABLE_PER_NORM * golden.norm()) {
      return;
    }
    KalmanDecomposition parts = KalmanDecomposition.of(golden.system());
    assertEquals(controllable, parts.controllableObservable() + parts.controllableOnly());
    assertEquals(observable, parts.controllableObservable() + parts.observableOnly());
    assertTrue(
        parts.residual() <= 1e-12 * parts.condition(),
        () -> parts.residual() + " with condition " + parts.condition());
    assertEquals(Products.frobenius(golden.system().d()), Products.frobenius(parts.system().d()));
  }

  private static int rank(GoldenSystem golden, String side) {
    return golden.field("kalman", side, "rank_exact").orElseThrow().asInt();
  }
}
