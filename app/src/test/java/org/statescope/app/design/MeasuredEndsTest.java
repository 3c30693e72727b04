package org.statescope.app.design;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.network.CompanionBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;
import org.statescope.analysis.network.SchwarzBank;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.analysis.network.SystemBank;
import org.statescope.analysis.response.FrequencyResponse;
import org.statescope.app.poles.FrozenStateMatrix;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// A checkpoint's systems with the B and C that its run measured answer as the systems that the run
/// tells itself, whatever the structure.
class MeasuredEndsTest {
  private static final double[] OPEN = {0.5, -1, 2, 0.25};
  private static final double[] LAST = {0, 0, 0, 1};
  private static final double[] OTHER = {1, 0.5, -0.25, 2};
  private static final List<Complex> COMPLEX =
      List.of(Complex.real(-1), Complex.real(-3), new Complex(-2, 4), new Complex(-2, -4));
  private static final List<Complex> REAL =
      List.of(Complex.real(-1), Complex.real(-2), Complex.real(-3), Complex.real(-4));
  private static final List<Complex> ONE = java.util.Collections.nCopies(4, Complex.real(-1.5));

  @Test
  void companionFormsAnswerAsTheirRunsDo() {
    SystemBank bank =
        new CompanionBank(
            1,
            4,
            CompanionForm.coefficients(COMPLEX),
            new double[] {1, 1, 1, 1},
            TimeDomain.continuous());
    check(SsmStructure.SC_MAMBA, bank, COMPLEX, LAST, OPEN);
    check(SsmStructure.SO_MAMBA, bank, COMPLEX, OPEN, LAST);
  }

  @Test
  void schwarzFormsAnswerAsTheirRunsDo() {
    LayerDynamics layer = layer(COMPLEX, LAST, OPEN);
    DMatrixRMaj a = FrozenStateMatrix.of(SsmStructure.ROUTH_SCHWARZ, layer, 0);
    double damping = -a.get(3, 3);
    double[] fixed = {0, 0, 0, Math.sqrt(2 * damping)};
    SystemBank bank =
        new SchwarzBank(
            1,
            4,
            new double[] {a.get(0, 1), a.get(1, 2), a.get(2, 3)},
            new double[] {damping},
            new double[] {1, 1, 1, 1});
    check(SsmStructure.ROUTH_SCHWARZ, bank, COMPLEX, fixed, OPEN);
    check(SsmStructure.ROUTH_SCHWARZ_DUAL, bank, COMPLEX, OPEN, fixed);
  }

  @Test
  void diagonalsAndHeadsAnswerAsTheirRunsDo() {
    SystemBank diagonal =
        new DiagonalBank(
            1,
            4,
            new double[] {-1, -2, -3, -4},
            new double[] {1, 1, 1, 1},
            new double[] {1, 1, 1, 1},
            TimeDomain.continuous());
    check(SsmStructure.MAMBA, diagonal, REAL, OTHER, OPEN);
    SystemBank heads =
        new ScalarBank(
            1, 1, new double[] {-1.5}, new double[] {1}, new double[] {1}, TimeDomain.continuous());
    check(SsmStructure.MAMBA2, heads, ONE, OTHER, OPEN);
  }

  private static void check(
      SsmStructure structure, SystemBank bank, List<Complex> poles, double[] b, double[] c) {
    LayerDynamics layer = layer(poles, b, c);
    DynamicsSnapshot snapshot =
        new DynamicsSnapshot(0, structure, Discretisation.ZOH, List.of(layer));
    SsmNetwork network = new SsmNetwork("one", List.of(new SsmNetwork.Layer("mixer", bank)));
    StateSpace measured =
        MeasuredEnds.into(network, snapshot).layers().getFirst().channels().system(0);
    StateSpace told = FrozenStateMatrix.system(structure, layer, 0);
    for (double frequency : new double[] {0, 0.3, 2, 9}) {
      ZMatrixRMaj first = FrequencyResponse.at(measured, frequency);
      ZMatrixRMaj second = FrequencyResponse.at(told, frequency);
      assertEquals(second.getReal(0, 0), first.getReal(0, 0), 1e-9, structure + " real part");
      assertEquals(second.getImag(0, 0), first.getImag(0, 0), 1e-9, structure + " imaginary part");
    }
  }

  private static LayerDynamics layer(List<Complex> poles, double[] b, double[] c) {
    return new LayerDynamics(
        0,
        poles.stream().mapToDouble(Complex::real).toArray(),
        poles.stream().mapToDouble(Complex::imaginary).toArray(),
        1,
        4,
        new float[] {0.1f, 0.1f, 0.2f, 0.3f, 0.3f},
        1,
        b,
        c,
        new double[] {1},
        new double[] {Double.NaN});
  }
}
