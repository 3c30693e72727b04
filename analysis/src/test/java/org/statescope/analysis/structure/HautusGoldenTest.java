package org.statescope.analysis.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.lti.Complex;

class HautusGoldenTest {
  private static final double RELATIVE = 1e-8;
  private static final double ABSOLUTE_PER_NORM = 1e-13;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void singularValuesAtTheReferencePolesMatch(GoldenSystem golden) {
    var a = golden.system().a();
    List<Complex> poles = golden.poles();
    compare(golden, "ctrb", HautusTest.controllability(a, golden.system().b(), poles).entries());
    compare(golden, "obsv", HautusTest.observability(a, golden.system().c(), poles).entries());
  }

  private static void compare(GoldenSystem golden, String side, List<HautusTest.Entry> entries) {
    double[] expected = GoldenSystem.numbers(golden.field("pbh_sigma_min", side).orElseThrow());
    assertEquals(expected.length, entries.size());
    for (int i = 0; i < expected.length; i++) {
      double tolerance = ABSOLUTE_PER_NORM * golden.norm() + RELATIVE * expected[i];
      assertEquals(expected[i], entries.get(i).smallestSingularValue(), tolerance);
    }
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void noVerdictContradictsTheExactRank(GoldenSystem golden) {
    check(golden, "ctrb", HautusTest.controllability(golden.system()).verdict());
    check(golden, "obsv", HautusTest.observability(golden.system()).verdict());
  }

  private static void check(GoldenSystem golden, String side, Verdict verdict) {
    boolean full =
        golden.field("kalman", side, "rank_exact").orElseThrow().asInt() == golden.system().order();
    switch (verdict) {
      case Verdict.Holds _ -> assertTrue(full, verdict.reason());
      case Verdict.Fails _ -> assertTrue(!full, verdict.reason());
      case Verdict.Undecidable _ -> assertTrue(verdict.margin() <= 1);
    }
  }
}
