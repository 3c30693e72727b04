package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.golden.Matching;
import org.statescope.analysis.golden.Tolerance;
import org.statescope.analysis.lti.Complex;

class InvariantZerosGoldenTest {
  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void zerosMatchInNumberAndPlace(GoldenSystem golden) {
    if (golden.field("invariant_zeros").isEmpty()) {
      return;
    }
    List<Complex> expected = GoldenSystem.complexes(golden.field("invariant_zeros").orElseThrow());
    List<Complex> actual = InvariantZeros.of(golden.system()).zeros();
    assertEquals(expected.size(), actual.size(), () -> expected + " against " + actual);
    double[] distances = Matching.distances(expected, actual);
    for (int i = 0; i < distances.length; i++) {
      Complex zero = expected.get(i);
      double tolerance = Tolerance.zero(expected, zero, golden.norm());
      double distance = distances[i];
      assertTrue(distance <= tolerance, () -> zero + " is off by " + distance);
    }
  }
}
