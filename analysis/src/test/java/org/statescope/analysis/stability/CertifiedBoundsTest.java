package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.structure.BoundMethod;
import org.statescope.analysis.structure.CertifiedBounds;
import org.statescope.analysis.structure.StructuralDistance;

class CertifiedBoundsTest {
  @ParameterizedTest
  @ValueSource(ints = {8, 64, 128})
  void theUncertaintyOfADefectivePoleIsUnknownAndNotANumber(int order) {
    DMatrixRMaj a = jordan(order, -1, 3);
    StabilityMargin margin = StabilityMargin.of(a, TimeDomain.continuous());
    var unknown = assertInstanceOf(PoleUncertainty.Unknown.class, margin.uncertainty());
    assertTrue(unknown.words().contains("unknown"), unknown.words());
    assertEquals(Double.POSITIVE_INFINITY, margin.verdict().tolerance());
    assertTrue(margin.verdict().reason().contains("unknown"), margin.verdict().reason());
  }

  @Test
  void theUncertaintyOfANormalMatrixIsBounded() {
    StabilityMargin margin =
        StabilityMargin.of(CommonOps_DDRM.diag(-1, -2, -5), TimeDomain.continuous());
    var bounded = assertInstanceOf(PoleUncertainty.Bounded.class, margin.uncertainty());
    assertTrue(bounded.value() < 1e-13);
  }

  @Test
  void aRadiusThatNothingCanCertifySaysWhy() {
    StabilityRadius.Stable radius =
        assertInstanceOf(
            StabilityRadius.Stable.class,
            StabilityRadius.of(jordan(24, -1, 30), TimeDomain.continuous()));
    var only = assertInstanceOf(CertifiedBounds.UpperOnly.class, radius.bounds());
    assertEquals(0, radius.lowerBound());
    assertTrue(only.reason().length() > 20, only.reason());
    assertTrue(only.words().startsWith("no lower bound"), only.words());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theRadiusOfANormalMatrixIsTight(boolean discrete) {
    TimeDomain domain = discrete ? TimeDomain.discrete(1) : TimeDomain.continuous();
    StabilityRadius.Stable radius =
        assertInstanceOf(
            StabilityRadius.Stable.class,
            StabilityRadius.of(CommonOps_DDRM.diag(-0.5, -0.25), domain));
    assertInstanceOf(CertifiedBounds.Tight.class, radius.bounds());
    assertEquals(discrete ? 0.5 : 0.25, radius.value(), 1e-12);
  }

  @Test
  void anUncontrollablePairHasNoLowerBoundBecauseOfRounding() {
    StructuralDistance distance =
        StructuralDistance.of(
            CommonOps_DDRM.diag(-1, -2), new DMatrixRMaj(new double[][] {{1}, {0}}));
    var only = assertInstanceOf(CertifiedBounds.UpperOnly.class, distance.bounds());
    assertTrue(only.reason().contains("rounding"), only.reason());
  }

  @Test
  void aSearchThatWasCutShortKeepsTheBoundOfTheEquations() {
    DMatrixRMaj a = jordan(6, -1, 2);
    DMatrixRMaj b = CommonOps_DDRM.identity(6);
    StructuralDistance distance = StructuralDistance.of(a, b, 1e-3, 0);
    var loose = assertInstanceOf(CertifiedBounds.Loose.class, distance.bounds());
    assertEquals(BoundMethod.LYAPUNOV_EQUATION, loose.method());
    double truth = StructuralDistance.of(a, b).value();
    assertTrue(loose.lower() > 0 && loose.lower() <= truth);
  }

  /// A Jordan block with a coupling other than one.
  private static DMatrixRMaj jordan(int order, double pole, double coupling) {
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    for (int i = 0; i < order; i++) {
      a.set(i, i, pole);
      if (i + 1 < order) {
        a.set(i, i + 1, coupling);
      }
    }
    return a;
  }
}
