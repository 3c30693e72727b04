package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.linalg.MatrixExponential;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.SpectralNorm;

class GrowthGoldenTest {
  private static final double RELATIVE = 1e-7;
  private static final double TIME = 1e-3;
  private static final double ABSCISSA_PER_NORM = 1e-13;

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void numericalAbscissaMatches(GoldenSystem golden) {
    assertEquals(
        golden.number("numerical_abscissa").orElseThrow(),
        NumericalAbscissa.of(golden.system().a()),
        ABSCISSA_PER_NORM * golden.norm());
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void largestNormAndItsTimeMatch(GoldenSystem golden) {
    if (golden.field("transient_growth").isEmpty()) {
      return;
    }
    double expected = golden.number("transient_growth", "max_norm").orElseThrow();
    double at = golden.number("transient_growth", "at").orElseThrow();
    var growth =
        assertInstanceOf(TransientGrowth.Bounded.class, TransientGrowth.of(golden.system()));
    assertEquals(expected, growth.value(), RELATIVE * expected);
    assertTrue(growth.upperBound() >= expected * (1 - RELATIVE));
    if (Math.abs(growth.at() - at) > TIME * at) {
      assertEquals(growth.value(), normAt(golden, at), RELATIVE * expected);
    }
  }

  /// A tie: the reference names another time with the same norm.
  private static double normAt(GoldenSystem golden, double at) {
    DMatrixRMaj a = golden.system().a();
    if (!golden.system().isDiscrete()) {
      DMatrixRMaj scaled = a.copy();
      CommonOps_DDRM.scale(at, scaled);
      return SpectralNorm.of(MatrixExponential.of(scaled));
    }
    DMatrixRMaj power = CommonOps_DDRM.identity(a.numRows);
    for (int k = 0; k < (int) at; k++) {
      power = Products.times(power, a);
    }
    return SpectralNorm.of(power);
  }
}
