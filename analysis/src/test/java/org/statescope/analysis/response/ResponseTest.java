package org.statescope.analysis.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.golden.Closeness;
import org.statescope.analysis.linalg.NamedMatrices;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class ResponseTest {
  private static final double PERIOD = 0.3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16})
  void everyDiscretisationIsUndoneByItsInverse(int n) {
    StateSpace system = random(n);
    same(
        system,
        converted(
            Discretisation.inverseZeroOrderHold(
                converted(Discretisation.zeroOrderHold(system, PERIOD)))));
    same(
        system,
        converted(
            Discretisation.inverseBilinear(converted(Discretisation.bilinear(system, PERIOD)))));
    same(
        system,
        converted(
            Discretisation.inverseForwardEuler(
                converted(Discretisation.forwardEuler(system, PERIOD)))));
    same(
        system,
        converted(
            Discretisation.inverseBackwardEuler(
                converted(Discretisation.backwardEuler(system, PERIOD)))));
  }

  /// Its entries span fourteen orders, which is no pole at 2/h or 1/h.
  @Test
  void aCompanionSystemWithPolesToMinusSixteenHasEveryDiscretisation() {
    List<Complex> poles = new ArrayList<>();
    for (int k = 1; k <= 16; k++) {
      poles.add(Complex.real(-k));
    }
    DMatrixRMaj a = CompanionForm.controllable(CompanionForm.coefficients(poles));
    DMatrixRMaj b = new DMatrixRMaj(16, 1);
    b.set(15, 0, 1);
    StateSpace system =
        StateSpace.strictlyProper(a, b, CommonOps_DDRM.transpose(b, null), TimeDomain.continuous());
    double h = 1.0 / 32;
    DMatrixRMaj bilinear = converted(Discretisation.bilinear(system, h)).a();
    solves(identityPlus(-h / 2, a), bilinear, identityPlus(h / 2, a));
    DMatrixRMaj backward = converted(Discretisation.backwardEuler(system, h)).a();
    solves(identityPlus(-h, a), backward, CommonOps_DDRM.identity(16));
  }

  /// M X = Y, entry by entry up to the rounding of the sums.
  private static void solves(DMatrixRMaj m, DMatrixRMaj x, DMatrixRMaj y) {
    for (int i = 0; i < y.numRows; i++) {
      for (int j = 0; j < y.numCols; j++) {
        double sum = 0;
        double size = Math.abs(y.get(i, j));
        for (int k = 0; k < y.numRows; k++) {
          sum += m.get(i, k) * x.get(k, j);
          size += Math.abs(m.get(i, k) * x.get(k, j));
        }
        assertEquals(y.get(i, j), sum, 1e-14 * size, i + ", " + j);
      }
    }
  }

  private static DMatrixRMaj identityPlus(double factor, DMatrixRMaj a) {
    DMatrixRMaj sum = a.copy();
    CommonOps_DDRM.scale(factor, sum);
    for (int i = 0; i < a.numRows; i++) {
      sum.add(i, i, 1);
    }
    return sum;
  }

  @Test
  void conversionsWithoutAValueSaySo() {
    StateSpace negative = scalar(-0.5, TimeDomain.discrete(1));
    assertInstanceOf(
        Discretisation.Result.Undefined.class, Discretisation.inverseZeroOrderHold(negative));
    assertInstanceOf(
        Discretisation.Result.Undefined.class,
        Discretisation.inverseBilinear(scalar(-1, TimeDomain.discrete(1))));
    assertInstanceOf(
        Discretisation.Result.Undefined.class,
        Discretisation.inverseBackwardEuler(scalar(0, TimeDomain.discrete(1))));
    assertInstanceOf(
        Discretisation.Result.Undefined.class,
        Discretisation.bilinear(scalar(4, TimeDomain.continuous()), 0.5));
    assertInstanceOf(
        Discretisation.Result.Undefined.class,
        Discretisation.backwardEuler(scalar(2, TimeDomain.continuous()), 0.5));
    assertThrows(IllegalArgumentException.class, () -> Discretisation.zeroOrderHold(negative, 1));
    assertThrows(IllegalArgumentException.class, () -> Discretisation.zeroOrderHold(random(2), 0));
    assertThrows(IllegalArgumentException.class, () -> Discretisation.inverseBilinear(random(2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 60})
  void theStepResponseIsTheIntegralOfTheImpulseResponseAndSettlesAtTheGain(int n) {
    StateSpace system = random(n);
    double[] late = {0, 400, 800};
    var step = TimeResponse.step(system, late);
    Closeness.assertLargest(system.d(), step.values().getFirst(), 1e-14, "D at 0");
    Closeness.assertLargest(
        FrequencyResponse.gainAtZero(system), step.values().get(2), 1e-9, "gain");
    var uneven = TimeResponse.impulse(system, new double[] {0.1, 0.25, 0.7});
    var even = TimeResponse.impulse(system, new double[] {0.1, 0.4, 0.7});
    Closeness.assertLargest(uneven.values().get(2), even.values().get(2), 1e-12, "grid");
  }

  @Test
  void aHeldInputGivesTheSameSamplesInBothTimeDomains() {
    StateSpace system = random(6);
    StateSpace discrete = converted(Discretisation.zeroOrderHold(system, PERIOD));
    var samples = TimeResponse.discreteStep(discrete, 5);
    var step = TimeResponse.step(system, samples.times());
    for (int k = 0; k < 5; k++) {
      Closeness.assertLargest(step.values().get(k), samples.values().get(k), 1e-12, "sample " + k);
    }
    double[] x = {1, 2, 3, 4, 5, 6};
    var free = TimeResponse.initial(system, x, samples.times());
    var freeSamples = TimeResponse.discreteInitial(discrete, x, 5);
    Closeness.assertLargest(free.values().get(4), freeSamples.values().get(4), 1e-12, "free");
  }

  @Test
  void directAndSchurFrequencyResponsesAgree() {
    StateSpace small = random(30);
    int n = 50;
    DMatrixRMaj a = CommonOps_DDRM.identity(n);
    CommonOps_DDRM.changeSign(a);
    CommonOps_DDRM.insert(small.a(), a, 0, 0);
    DMatrixRMaj b = new DMatrixRMaj(n, 2);
    CommonOps_DDRM.insert(small.b(), b, 0, 0);
    DMatrixRMaj c = new DMatrixRMaj(2, n);
    CommonOps_DDRM.insert(small.c(), c, 0, 0);
    StateSpace large = new StateSpace(a, b, c, small.d(), TimeDomain.continuous());
    for (double frequency : new double[] {0, 0.1, 1, 10, -3}) {
      var expected = FrequencyResponse.at(small, frequency);
      var actual = FrequencyResponse.at(large, frequency);
      for (int i = 0; i < expected.data.length; i++) {
        assertEquals(expected.data[i], actual.data[i], 1e-11);
      }
    }
    assertEquals(
        small.d().get(0, 0), FrequencyResponse.at(small, Double.POSITIVE_INFINITY).getReal(0, 0));
  }

  @Test
  void aFrequencyAtAPoleIsRefusedWithASentence() {
    StateSpace integrator = scalar(0, TimeDomain.continuous());
    var e = assertThrows(IllegalArgumentException.class, () -> FrequencyResponse.at(integrator, 0));
    assertTrue(e.getMessage().contains("pole at the frequency 0.0"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> FrequencyResponse.at(integrator, Double.NaN));
  }

  @Test
  void wrongTimesAndStatesAreRefused() {
    StateSpace system = random(2);
    assertThrows(
        IllegalArgumentException.class, () -> TimeResponse.step(system, new double[] {-1}));
    assertThrows(IllegalArgumentException.class, () -> TimeResponse.discreteStep(system, 3));
    assertThrows(
        IllegalArgumentException.class,
        () -> TimeResponse.initial(system, new double[] {1}, new double[] {1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> TimeResponse.discreteStep(scalar(0, TimeDomain.discrete(1)), 0));
  }

  private static StateSpace converted(Discretisation.Result result) {
    return assertInstanceOf(Discretisation.Result.Converted.class, result).system();
  }

  private static void same(StateSpace expected, StateSpace actual) {
    Closeness.assertLargest(expected.a(), actual.a(), 1e-11, "A");
    Closeness.assertLargest(expected.b(), actual.b(), 1e-11, "B");
    Closeness.assertLargest(expected.c(), actual.c(), 1e-11, "C");
    Closeness.assertLargest(expected.d(), actual.d(), 1e-11, "D");
  }

  private static StateSpace scalar(double pole, TimeDomain domain) {
    DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
    return StateSpace.strictlyProper(new DMatrixRMaj(new double[][] {{pole}}), one, one, domain);
  }

  private static StateSpace random(int n) {
    Random random = new Random(n);
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(n, n, -1, 1, random);
    return new StateSpace(
        NamedMatrices.stable(a),
        RandomMatrices_DDRM.rectangle(n, 2, -1, 1, random),
        RandomMatrices_DDRM.rectangle(2, n, -1, 1, random),
        RandomMatrices_DDRM.rectangle(2, 2, -1, 1, random),
        TimeDomain.continuous());
  }
}
