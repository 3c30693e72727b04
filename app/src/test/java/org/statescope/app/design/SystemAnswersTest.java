package org.statescope.app.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.training.run.Discretisation;

/// The responses of systems whose formulas are known, and where poles lie on both planes.
class SystemAnswersTest {
  private static final double TOLERANCE = 1e-9;

  private static StateSpace firstOrder(double pole) {
    return StateSpace.continuous(
        new double[][] {{pole}}, new double[][] {{1}}, new double[][] {{1}}, new double[][] {{0}});
  }

  @Test
  void aFirstOrderLagAnswersAsItsFormulas() {
    ResponseGrid grid = new ResponseGrid(new double[] {0, 1, 2, 3}, new double[] {0.5, 1, 2});
    SystemAnswers answers = SystemAnswers.of(firstOrder(-1), grid);
    for (int t = 0; t < 4; t++) {
      assertEquals(1 - Math.exp(-t), answers.step()[t], TOLERANCE);
      assertEquals(Math.exp(-t), answers.impulse()[t], TOLERANCE);
    }
    assertEquals(-10 * Math.log10(2), answers.decibels()[1], TOLERANCE);
    assertEquals(-45, answers.degrees()[1], TOLERANCE);
    SystemAnswers.Spectra.Known spectra =
        assertInstanceOf(SystemAnswers.Spectra.Known.class, answers.spectra());
    assertEquals(0.5, spectra.hankel()[0], TOLERANCE);
    assertEquals(0.5, spectra.controllability()[0], TOLERANCE);
  }

  @Test
  void thePhaseOfFourLagsFallsByAFullTurnWithoutAJump() {
    DMatrixRMaj a =
        CompanionForm.controllable(
            CompanionForm.coefficients(
                List.of(Complex.real(-1), Complex.real(-2), Complex.real(-3), Complex.real(-4))));
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{0}, {0}, {0}, {1}});
    DMatrixRMaj c = new DMatrixRMaj(new double[][] {{1, 0, 0, 0}});
    StateSpace system = StateSpace.strictlyProper(a, b, c, TimeDomain.continuous());
    double[] degrees = SystemAnswers.of(system, ResponseGrid.of(system, system)).degrees();
    assertTrue(degrees[0] > -20, "starts near 0: " + degrees[0]);
    assertTrue(degrees[degrees.length - 1] < -300, "ends near −360");
    for (int i = 1; i < degrees.length; i++) {
      assertTrue(Math.abs(degrees[i] - degrees[i - 1]) < 30, "a jump at " + i);
    }
  }

  @Test
  void anUnstableSystemHasResponsesButNoSpectra() {
    StateSpace system = firstOrder(0.5);
    SystemAnswers answers = SystemAnswers.of(system, ResponseGrid.of(system, system));
    assertInstanceOf(SystemAnswers.Spectra.None.class, answers.spectra());
    assertTrue(answers.step()[20] > answers.step()[10]);
  }

  @Test
  void theGridStaysWhereItIsForASmallMove() {
    ResponseGrid still = ResponseGrid.of(firstOrder(-1), firstOrder(-1));
    ResponseGrid moved = ResponseGrid.of(firstOrder(-1), firstOrder(-0.9));
    ResponseGrid slow = ResponseGrid.of(firstOrder(-1), firstOrder(-0.2));
    assertEquals(last(still), last(moved));
    assertTrue(last(slow) > 3 * last(still));
  }

  private static double last(ResponseGrid grid) {
    return grid.times()[grid.times().length - 1];
  }

  @Test
  void aPlaceOnEitherPlaneIsThePoleThatLiesThere() {
    Complex pole = new Complex(-0.7, 2.5);
    for (Discretisation rule : Discretisation.values()) {
      Sampling how = new Sampling(true, rule, 0.3);
      assertEquals(0, how.atZ(how.z(pole)).distanceTo(pole), TOLERANCE);
      assertEquals(pole, how.atS(how.s(pole)));
    }
    Sampling discrete = new Sampling(false, Discretisation.ZOH, 1);
    Complex z = new Complex(0.6, 0.5);
    assertEquals(z, discrete.z(z));
    assertEquals(0, discrete.atS(discrete.s(z)).distanceTo(z), TOLERANCE);
  }
}
