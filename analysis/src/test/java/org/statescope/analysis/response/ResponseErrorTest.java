package org.statescope.analysis.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class ResponseErrorTest {
  /// Where no digit is left, it matters no more how wrong the number is.
  private static final double NOTHING_LEFT = 1;

  /// The response is e⁻ᵗ, and the state on its way many powers of ten larger.
  @ParameterizedTest
  @CsvSource({"12, 4", "40, 1", "40, 8", "40, 24", "64, 24", "64, 40"})
  void theErrorOfAHiddenHumpIsTold(int order, double coupling) {
    StateSpace system = hump(order, coupling, -1);
    double[] even = {0, 0.25, 0.5, 0.75, 1};
    double[] uneven = {0.1, 0.5, 1};
    for (double[] times : new double[][] {even, uneven}) {
      TimeResponse response = TimeResponse.impulse(system, times);
      double actual = 0;
      for (int k = 0; k < times.length; k++) {
        actual = Math.max(actual, Math.abs(response.values().get(k).get(0) - Math.exp(-times[k])));
      }
      double largest = Math.exp(-times[0]);
      double told = response.relativeError();
      double off = actual / largest;
      assertTrue(off <= told || told > NOTHING_LEFT, () -> "off by " + off + ", told " + told);
      assertTrue(told <= 1e3 * off + 1e-13, () -> "off by " + off + ", told " + told);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 32, 60})
  void aTameResponseIsKnownToRounding(int order) {
    Random random = new Random(order);
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    for (int i = 0; i < a.data.length; i++) {
      a.data[i] = random.nextGaussian() / (2 * Math.sqrt(order));
    }
    for (int i = 0; i < order; i++) {
      a.add(i, i, -1.5);
    }
    DMatrixRMaj b = new DMatrixRMaj(order, 1);
    DMatrixRMaj c = new DMatrixRMaj(1, order);
    b.fill(1);
    c.fill(1);
    StateSpace system = new StateSpace(a, b, c, new DMatrixRMaj(1, 1), TimeDomain.continuous());
    double error = TimeResponse.step(system, new double[] {0, 1, 2, 3}).relativeError();
    assertTrue(error > 0 && error < 1e-12, "" + error);
  }

  /// The same hump in discrete time, where twice the precision leaves more.
  @ParameterizedTest
  @CsvSource({"20, 1, 60", "20, 3, 60", "20, 3, 120", "30, 8, 120"})
  void theErrorOfARecursionIsTold(int order, double coupling, int samples) {
    StateSpace hump = hump(order, coupling, -0.875);
    TimeResponse response =
        TimeResponse.discreteImpulse(
            new StateSpace(hump.a(), hump.b(), hump.c(), hump.d(), TimeDomain.discrete(1)),
            samples);
    double actual = 0;
    for (int k = 1; k < samples; k++) {
      double expected = Math.pow(-0.875, k - 1);
      actual = Math.max(actual, Math.abs(response.values().get(k).get(0) - expected));
    }
    double off = actual;
    double told = response.relativeError();
    assertTrue(off <= told || told > NOTHING_LEFT, () -> "off by " + off + ", told " + told);
    // numbers of few bits are exact for many steps, so that less is lost than in doubles
    assertTrue(
        told <= 1e6 * off + 1e-12 || off > NOTHING_LEFT, () -> "off by " + off + ", told " + told);
  }

  @Test
  void aResponseThatOverflowsIsNotToBeTrusted() {
    DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
    StateSpace unstable =
        new StateSpace(
            new DMatrixRMaj(new double[][] {{1000}}),
            one,
            one,
            new DMatrixRMaj(1, 1),
            TimeDomain.continuous());
    double error = TimeResponse.impulse(unstable, new double[] {0, 1}).relativeError();
    assertEquals(Double.POSITIVE_INFINITY, error);
  }

  /// λI with a chain of couplings above it, in states that are sums of these: T(λI + cN)T⁻¹ in
  /// whole numbers, seen and driven where only the first mode shows.
  private static StateSpace hump(int n, double coupling, double pole) {
    DMatrixRMaj t = CommonOps_DDRM.identity(n);
    DMatrixRMaj inverse = CommonOps_DDRM.identity(n);
    DMatrixRMaj chain = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      chain.set(i, i, pole);
      if (i + 1 < n) {
        chain.set(i, i + 1, coupling);
      }
      for (int j = 0; j < i; j++) {
        t.set(i, j, 1);
      }
      if (i > 0) {
        inverse.set(i, i - 1, -1);
      }
    }
    DMatrixRMaj first = new DMatrixRMaj(n, 1);
    first.set(0, 0, 1);
    DMatrixRMaj seen = new DMatrixRMaj(1, n);
    seen.set(0, 0, 1);
    return new StateSpace(
        CommonOps_DDRM.mult(CommonOps_DDRM.mult(t, chain, null), inverse, null),
        CommonOps_DDRM.mult(t, first, null),
        CommonOps_DDRM.mult(seen, inverse, null),
        new DMatrixRMaj(1, 1),
        TimeDomain.continuous());
  }
}
