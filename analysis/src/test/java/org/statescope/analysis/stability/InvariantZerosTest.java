package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.golden.Matching;
import org.statescope.analysis.golden.Tolerance;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class InvariantZerosTest {
  private static final double UNIT_ROUNDOFF = 0x1p-53;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 9, 14})
  void aMultipleZeroIsFoundAsOftenAsItCounts(int multiplicity) {
    List<Complex> expected = new ArrayList<>(Collections.nCopies(multiplicity, Complex.real(-1.5)));
    expected.add(Complex.real(-7));
    matches(expected, InvariantZeros.of(sheared(companion(expected))));
  }

  @Test
  void multiplePairsAndAMultipleZeroAtTheOriginAreFound() {
    List<Complex> expected =
        List.of(
            new Complex(-1, 2),
            new Complex(-1, -2),
            new Complex(-1, 2),
            new Complex(-1, -2),
            Complex.ZERO,
            Complex.ZERO,
            Complex.ZERO);
    matches(expected, InvariantZeros.of(companion(expected)));
  }

  /// Each of five springs with its damper gives the zero −64.
  @Test
  void aChainWithProportionalDampingHasOneZeroForEachSpring() {
    int masses = 6;
    DMatrixRMaj a = new DMatrixRMaj(2 * masses, 2 * masses);
    double[] mass = {1, 2, 1, 0.5, 1, 4};
    for (int i = 0; i < masses; i++) {
      a.set(i, masses + i, 1);
      for (int j = Math.max(0, i - 1); j <= Math.min(masses - 1, i + 1); j++) {
        double stiffness = i == j ? 2 : -1;
        a.set(masses + i, j, -stiffness / mass[i]);
        a.set(masses + i, masses + j, -stiffness / mass[i] / 64);
      }
    }
    DMatrixRMaj b = new DMatrixRMaj(2 * masses, 1);
    b.set(masses, 0, 1);
    DMatrixRMaj c = new DMatrixRMaj(1, 2 * masses);
    c.set(0, masses - 1, 1);
    StateSpace chain = new StateSpace(a, b, c, new DMatrixRMaj(1, 1), TimeDomain.continuous());
    matches(Collections.nCopies(5, Complex.real(-64)), InvariantZeros.of(chain));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void simpleZerosAreThoseOfTheDeterminant(int seed) {
    Random random = new Random(seed);
    int inputs = 1 + seed % 3;
    StateSpace system =
        new StateSpace(
            gaussian(9, 9, random),
            gaussian(9, inputs, random),
            gaussian(inputs, 9, random),
            new DMatrixRMaj(inputs, inputs),
            TimeDomain.continuous());
    InvariantZeros zeros = InvariantZeros.of(system);
    List<Complex> exact =
        SystemDeterminant.zeros(SystemPencil.of(system.a(), system.b(), system.c(), system.d()))
            .orElseThrow();
    double[] distances = Matching.distances(exact, zeros.zeros());
    for (int i = 0; i < distances.length; i++) {
      assertEquals(0, distances[i], 1e-14 * (1 + exact.get(i).modulus()));
      double uncertainty = zeros.uncertainties().get(i).orInfinity();
      assertTrue(uncertainty < 1e-9 * (1 + zeros.zeros().get(i).modulus()), "" + uncertainty);
    }
  }

  /// Every stored number is changed by half of its last digit.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void roundingMovesZerosByLessThanTheirUncertainty(int multiplicity) {
    List<Complex> multiple = new ArrayList<>(Collections.nCopies(multiplicity, Complex.real(-1.5)));
    multiple.add(Complex.real(-7));
    StateSpace system = companion(multiple);
    InvariantZeros zeros = InvariantZeros.of(system);
    Random random = new Random(multiplicity);
    StateSpace rounded =
        new StateSpace(
            changed(system.a(), random),
            changed(system.b(), random),
            changed(system.c(), random),
            system.d(),
            TimeDomain.continuous());
    double[] moved = Matching.distances(zeros.zeros(), InvariantZeros.of(rounded).zeros());
    for (int i = 0; i < moved.length; i++) {
      double uncertainty = zeros.uncertainties().get(i).orInfinity();
      double distance = moved[i];
      assertTrue(distance <= uncertainty, () -> distance + " exceeds " + uncertainty);
      double farthest = 7 * Math.pow(1e-12, 1.0 / multiplicity);
      assertTrue(uncertainty <= farthest, () -> uncertainty + " says too little");
    }
  }

  @Test
  void aLargeSystemSaysHowFarItsMultipleZeroMayBeOff() {
    StateSpace triple = companion(Collections.nCopies(3, Complex.real(-1)));
    int n = 40;
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    CommonOps_DDRM.insert(triple.a(), a, 0, 0);
    CommonOps_DDRM.insert(triple.c(), a, triple.order(), 0);
    for (int i = triple.order(); i < n; i++) {
      a.set(i, i, -2 - i);
      if (i > triple.order()) {
        a.set(i, i - 1, 1 + 0.1 * i);
      }
    }
    DMatrixRMaj b = new DMatrixRMaj(n, 1);
    CommonOps_DDRM.insert(triple.b(), b, 0, 0);
    DMatrixRMaj c = new DMatrixRMaj(1, n);
    c.set(0, n - 1, 1);
    InvariantZeros zeros =
        InvariantZeros.of(new StateSpace(a, b, c, new DMatrixRMaj(1, 1), TimeDomain.continuous()));
    assertEquals(3, zeros.zeros().size());
    for (int i = 0; i < 3; i++) {
      double distance = zeros.zeros().get(i).distanceTo(Complex.real(-1));
      double uncertainty = zeros.uncertainties().get(i).orInfinity();
      assertTrue(distance <= uncertainty, () -> distance + " exceeds " + uncertainty);
    }
  }

  @Test
  void nothingIsKnownOfTheZerosOfASystemThatIsNotSquare() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{-1, 0}, {0, -2}});
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1}, {0}});
    DMatrixRMaj c = new DMatrixRMaj(new double[][] {{1, 0}, {1, 0}});
    InvariantZeros zeros =
        InvariantZeros.of(new StateSpace(a, b, c, new DMatrixRMaj(2, 1), TimeDomain.continuous()));
    assertEquals(List.of(Complex.real(-2)), zeros.zeros());
    assertInstanceOf(ZeroUncertainty.Unknown.class, zeros.uncertainties().getFirst());
  }

  @Test
  void rootsOfHighMultiplicityAndOfVerySmallDifferenceAreTold() {
    BigInteger[] power = {BigInteger.ONE};
    for (int k = 0; k < 24; k++) {
      power = timesLinear(power, 50);
    }
    assertEquals(
        Collections.nCopies(24, Complex.real(-50)), PolynomialRoots.of(power, 0).orElseThrow());
    BigInteger[] near = {BigInteger.ONE};
    for (int k = 0; k < 4; k++) {
      near = timesLinear(near, (1L << 52) + k);
    }
    List<Complex> roots = PolynomialRoots.of(near, -52).orElseThrow();
    for (int k = 0; k < 4; k++) {
      assertEquals(Complex.real(-1 - (3 - k) * 0x1p-52), roots.get(k));
    }
  }

  private static void matches(List<Complex> expected, InvariantZeros actual) {
    assertEquals(expected.size(), actual.zeros().size(), () -> "" + actual);
    double[] distances = Matching.distances(expected, actual.zeros());
    for (int i = 0; i < distances.length; i++) {
      double tolerance = Tolerance.zero(expected, expected.get(i), 10);
      double distance = distances[i];
      assertTrue(distance <= tolerance, () -> "off by " + distance + ": " + actual);
    }
  }

  private static BigInteger[] timesLinear(BigInteger[] p, long constant) {
    BigInteger[] product = new BigInteger[p.length + 1];
    for (int k = 0; k <= p.length; k++) {
      BigInteger low = k < p.length ? p[k].multiply(BigInteger.valueOf(constant)) : BigInteger.ZERO;
      product[k] = k > 0 ? low.add(p[k - 1]) : low;
    }
    return product;
  }

  /// One state more than zeros, whose coefficients must fit into doubles.
  private static StateSpace companion(List<Complex> zeros) {
    int n = zeros.size() + 1;
    Complex[] numerator = {Complex.ONE};
    for (Complex zero : zeros) {
      Complex[] product = new Complex[numerator.length + 1];
      java.util.Arrays.fill(product, Complex.ZERO);
      for (int k = 0; k < numerator.length; k++) {
        product[k] = product[k].minus(numerator[k].times(zero));
        product[k + 1] = product[k + 1].plus(numerator[k]);
      }
      numerator = product;
    }
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    DMatrixRMaj b = new DMatrixRMaj(n, 1);
    DMatrixRMaj c = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      if (i + 1 < n) {
        a.set(i, i + 1, 1);
      }
      a.set(n - 1, i, -1 - i);
      c.set(0, i, numerator[i].real());
    }
    b.set(n - 1, 0, 1);
    return new StateSpace(a, b, c, new DMatrixRMaj(1, 1), TimeDomain.continuous());
  }

  /// The same system in other states: x₁ ← x₁ + x₂, … which rounds nothing here.
  private static StateSpace sheared(StateSpace system) {
    int n = system.order();
    DMatrixRMaj shear = CommonOps_DDRM.identity(n);
    DMatrixRMaj inverse = CommonOps_DDRM.identity(n);
    for (int i = 0; i + 1 < n; i += 2) {
      shear.set(i, i + 1, 1);
      inverse.set(i, i + 1, -1);
    }
    DMatrixRMaj half = CommonOps_DDRM.mult(shear, system.a(), null);
    return new StateSpace(
        CommonOps_DDRM.mult(half, inverse, null),
        CommonOps_DDRM.mult(shear, system.b(), null),
        CommonOps_DDRM.mult(system.c(), inverse, null),
        system.d(),
        system.timeDomain());
  }

  private static DMatrixRMaj gaussian(int rows, int columns, Random random) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  private static DMatrixRMaj changed(DMatrixRMaj matrix, Random random) {
    DMatrixRMaj changed = matrix.copy();
    for (int i = 0; i < changed.data.length; i++) {
      changed.data[i] *= 1 + (random.nextBoolean() ? 2 : -1) * UNIT_ROUNDOFF;
    }
    return changed;
  }
}
