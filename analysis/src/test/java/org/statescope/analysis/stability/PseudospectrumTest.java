package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.linalg.SingularValues;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.TimeDomain;

class PseudospectrumTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 33})
  void everyGridValueIsTheSmallestSingularValueThere(int n) {
    DMatrixRMaj a = random(n, 3);
    var window = new Pseudospectrum.Window(-2, 2, -1.5, 1.5);
    double[][] grid = Pseudospectrum.of(a).grid(window, 5, 7);
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 7; column++) {
        double expected = direct(a, window.real(column, 7), window.imaginary(row, 5));
        assertEquals(expected, grid[row][column], 0.01 * expected + 1e-13);
      }
    }
  }

  @Test
  void aWindowThatIsNotSymmetricGivesTheSameValuesAsOneThatIs() {
    Pseudospectrum spectrum = Pseudospectrum.of(random(9, 4));
    double[][] whole = spectrum.grid(new Pseudospectrum.Window(-1, 1, -1, 1), 5, 5);
    double[][] upper = spectrum.grid(new Pseudospectrum.Window(-1, 1, 0, 1), 3, 5);
    assertArrayEquals(whole[2], upper[0], 1e-2);
    assertArrayEquals(whole[4], upper[2], 1e-2);
    assertArrayEquals(whole[0], upper[2], 1e-2);
  }

  @Test
  void aGridThatNobodyWantsAnyMoreStops() {
    Pseudospectrum spectrum = Pseudospectrum.of(random(9, 4));
    AtomicInteger asked = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () ->
            spectrum.grid(
                new Pseudospectrum.Window(-1, 1, 0, 1),
                4000,
                50,
                () -> asked.get() > 2 || asked.incrementAndGet() > 2));
  }

  @Test
  void anEmptyWindowAndATinyGridAreRefusedInWords() {
    var window =
        assertThrows(IllegalArgumentException.class, () -> new Pseudospectrum.Window(1, 1, 0, 1));
    assertTrue(window.getMessage().contains("empty"), window.getMessage());
    Pseudospectrum spectrum = Pseudospectrum.of(random(2, 1));
    var grid =
        assertThrows(
            IllegalArgumentException.class,
            () -> spectrum.grid(new Pseudospectrum.Window(0, 1, 0, 1), 1, 5));
    assertTrue(grid.getMessage().contains("1×5"), grid.getMessage());
  }

  @Test
  void theAbscissaOfANormalMatrixGrowsByTheLevel() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{-1, 5, 0}, {-5, -1, 0}, {0, 0, -2}});
    var result = PseudospectralAbscissa.of(a, TimeDomain.continuous(), 0.25);
    assertEquals(-0.75, result.value(), 1e-13);
    assertEquals(5, result.at().imaginary(), 1e-6);
  }

  @Test
  void theRadiusOfANormalMatrixGrowsByTheLevel() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0, 0.5, 0}, {-0.5, 0, 0}, {0, 0, 0.2}});
    var result = PseudospectralAbscissa.of(a, TimeDomain.discrete(1), 0.1);
    assertEquals(0.6, result.value(), 1e-13);
  }

  /// In discrete time the whole circle lies on the level curve.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void thePseudospectrumOfZeroIsADiscOfTheLevel(int n) {
    DMatrixRMaj zero = new DMatrixRMaj(n, n);
    for (double level : new double[] {0.25, 0.3, 1}) {
      for (TimeDomain domain : List.of(TimeDomain.continuous(), TimeDomain.discrete(2))) {
        assertEquals(level, PseudospectralAbscissa.of(zero, domain, level).value(), 1e-12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void theCurveAtTheStabilityRadiusTouchesTheBoundary(GoldenSystem golden) {
    double level = golden.number("stability_radius", "value").orElseThrow();
    double floor = 1e-7 * golden.norm();
    if (level <= floor || golden.system().order() > 24) {
      return;
    }
    TimeDomain domain = golden.system().timeDomain();
    var result = PseudospectralAbscissa.of(golden.system().a(), domain, level);
    double boundary = golden.system().isDiscrete() ? 1 : 0;
    assertEquals(boundary, result.value(), 1e-9 * Math.max(1, golden.norm()), golden.name());
  }

  @Test
  void noPointOfAFineGridBeyondTheAbscissaIsInsideTheCurve() {
    DMatrixRMaj a = random(8, 11);
    double level = 0.05;
    var result = PseudospectralAbscissa.of(a, TimeDomain.continuous(), level);
    Complex at = result.at();
    assertEquals(level, direct(a, at.real(), at.imaginary()), 1e-12);
    var window = new Pseudospectrum.Window(result.value() + 1e-6, result.value() + 1, 0, 4);
    for (double[] row : Pseudospectrum.of(a).grid(window, 200, 20)) {
      for (double value : row) {
        assertTrue(value > level * 0.99);
      }
    }
  }

  @Test
  void theResolventPeakIsOneOverTheStabilityRadius() {
    DMatrixRMaj a = random(6, 5);
    for (int i = 0; i < 6; i++) {
      a.add(i, i, -4);
    }
    var radius =
        assertInstanceOf(
            StabilityRadius.Stable.class, StabilityRadius.of(a, TimeDomain.continuous()));
    DMatrixRMaj identity = CommonOps_DDRM.identity(6);
    var norm =
        assertInstanceOf(
            HInfinityNorm.Finite.class,
            HInfinityNorm.of(
                org.statescope.analysis.lti.StateSpace.strictlyProper(
                    a, identity, identity, TimeDomain.continuous())));
    assertEquals(1 / radius.value(), norm.value(), 1e-9 * norm.value());
  }

  private static double direct(DMatrixRMaj a, double re, double im) {
    int n = a.numRows;
    DMatrixRMaj embedded = new DMatrixRMaj(2 * n, 2 * n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = a.get(i, j) - (i == j ? re : 0);
        embedded.set(i, j, entry);
        embedded.set(n + i, n + j, entry);
      }
      embedded.set(i, n + i, im);
      embedded.set(n + i, i, -im);
    }
    double[] values = SingularValues.of(embedded);
    return values[values.length - 1];
  }

  private static DMatrixRMaj random(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i < n * n; i++) {
      a.data[i] = random.nextGaussian() / Math.sqrt(n);
    }
    return a;
  }
}
