package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.structure.DecisionMethod;
import org.statescope.analysis.structure.Verdict;

class StabilityAnswerTest {
  @Test
  void aCompanionMatrixIsJudgedByExactHurwitzDeterminants() {
    List<Complex> poles = new ArrayList<>();
    for (int k = 1; k <= 20; k++) {
      poles.add(Complex.real(-k));
    }
    DMatrixRMaj a = CompanionForm.controllable(CompanionForm.coefficients(poles));
    Verdict verdict = StabilityAnswer.of(a, TimeDomain.continuous()).verdict();
    assertInstanceOf(Verdict.Holds.class, verdict);
    assertEquals(DecisionMethod.STRUCTURE, verdict.method());
    Verdict discrete = StabilityAnswer.of(a, TimeDomain.discrete(1)).verdict();
    assertInstanceOf(Verdict.Fails.class, discrete);
  }

  @Test
  void exactDeterminantsAgreeWithClearPolesOfRandomPolynomials() {
    Random random = new Random(12);
    for (int trial = 0; trial < 200; trial++) {
      double[] coefficients = new double[1 + random.nextInt(7)];
      for (int i = 0; i < coefficients.length; i++) {
        coefficients[i] = random.nextDouble() * 3 - (trial % 2 == 0 ? 0 : 1);
      }
      double abscissa = Double.NEGATIVE_INFINITY;
      double radius = 0;
      for (Complex pole : CompanionForm.poles(coefficients)) {
        abscissa = Math.max(abscissa, pole.real());
        radius = Math.max(radius, pole.modulus());
      }
      if (Math.abs(abscissa) > 1e-9) {
        assertEquals(abscissa < 0, ExactPolynomial.isHurwitz(coefficients));
      }
      if (Math.abs(radius - 1) > 1e-9) {
        assertEquals(radius < 1, ExactPolynomial.isSchur(coefficients));
      }
    }
  }

  @Test
  void aPoleExactlyOnTheBoundaryFails() {
    DMatrixRMaj integrators = CompanionForm.controllable(new double[] {0, 0});
    assertInstanceOf(
        Verdict.Fails.class, StabilityAnswer.of(integrators, TimeDomain.continuous()).verdict());
    assertFalse(ExactPolynomial.isHurwitz(new double[] {4, 0}));
    assertFalse(ExactPolynomial.isSchur(new double[] {1, 0}));
    assertFalse(ExactPolynomial.isSchur(new double[] {1}));
    assertTrue(ExactPolynomial.isSchur(new double[] {Math.nextDown(1.0)}));
  }

  @Test
  void aRouthSchwarzMatrixIsStableByItsPattern() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0, 2, 0}, {-2, 0, 1e-9}, {0, -1e-9, -1}});
    StabilityAnswer answer = StabilityAnswer.of(a, TimeDomain.continuous());
    assertInstanceOf(Verdict.Holds.class, answer.verdict());
    assertEquals(StructuredStability.Kind.ROUTH_SCHWARZ, answer.structure().orElseThrow().kind());
  }

  @Test
  void aTriangularMatrixHasItsPolesOnTheDiagonal() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{-1, 1e8}, {0, Double.MIN_VALUE}});
    assertInstanceOf(Verdict.Fails.class, StabilityAnswer.of(a, TimeDomain.continuous()).verdict());
    assertInstanceOf(Verdict.Fails.class, StabilityAnswer.of(a, TimeDomain.discrete(1)).verdict());
  }

  @Test
  void aRotationOnTheBoundaryIsUndecidableAndSaysSo() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0.6, 0.8}, {-0.8, 0.6}});
    Verdict verdict = StabilityAnswer.of(a, TimeDomain.discrete(1)).verdict();
    assertInstanceOf(Verdict.Undecidable.class, verdict);
    assertTrue(verdict.reason().contains("rounding"), verdict.reason());
  }

  @Test
  void aCertifiedRadiusDecidesForADenseMatrix() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{-1, 3}, {-3.5, -1}});
    Verdict verdict = StabilityAnswer.of(a, TimeDomain.continuous()).verdict();
    assertInstanceOf(Verdict.Holds.class, verdict);
    assertEquals(DecisionMethod.STABILITY_RADIUS, verdict.method());
    assertTrue(verdict.margin() > 1e10);
  }

  @Test
  void aNormalMatrixHasPolesOfConditionOne() {
    for (PoleSensitivity pole : PoleSensitivity.of(CommonOps_DDRM.diag(-1, -2, -5))) {
      assertEquals(1, pole.condition(), 1e-12);
    }
  }

  @Test
  void badInputIsRefusedInWords() {
    DMatrixRMaj rectangle = new DMatrixRMaj(2, 3);
    DMatrixRMaj infinite = new DMatrixRMaj(new double[][] {{Double.POSITIVE_INFINITY}});
    DMatrixRMaj empty = new DMatrixRMaj(0, 0);
    for (DMatrixRMaj bad : List.of(rectangle, infinite, empty)) {
      for (var attempt :
          List.<org.junit.jupiter.api.function.Executable>of(
              () -> StabilityMargin.of(bad, TimeDomain.continuous()),
              () -> StabilityRadius.of(bad, TimeDomain.continuous()),
              () -> StructuredStability.of(bad, TimeDomain.continuous()),
              () -> TransientGrowth.of(bad, TimeDomain.continuous()),
              () -> NumericalAbscissa.of(bad),
              () -> PoleSensitivity.of(bad),
              () -> Pseudospectrum.of(bad),
              () -> PseudospectralAbscissa.of(bad, TimeDomain.continuous(), 0.1))) {
        var refusal = assertThrows(IllegalArgumentException.class, attempt);
        assertTrue(refusal.getMessage().length() > 10, refusal.getMessage());
      }
    }
    var level =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                PseudospectralAbscissa.of(CommonOps_DDRM.identity(2), TimeDomain.continuous(), 0));
    assertTrue(level.getMessage().contains("0.0"), level.getMessage());
  }
}
