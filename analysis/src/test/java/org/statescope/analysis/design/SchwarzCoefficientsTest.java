package org.statescope.analysis.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.linalg.CharacteristicPolynomial;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.network.SchwarzBank;

class SchwarzCoefficientsTest {
  /// p = s³ + g s² + (f₁² + f₂²) s + g f₁².
  @Test
  void aCubicIsSolvedByHand() {
    Optional<double[]> result =
        SchwarzCoefficients.ofPoles(
            List.of(Complex.real(-1), new Complex(-1, 2), new Complex(-1, -2)));
    assertArrayEquals(
        new double[] {Math.sqrt(5.0 / 3), Math.sqrt(7 - 5.0 / 3), 3}, result.orElseThrow(), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 13, 16})
  void theMatrixHasThePolynomialOfThePoles(int order) {
    List<Complex> poles = new SeededBanks(order).poles(order);
    double[] row = SchwarzCoefficients.ofPoles(poles).orElseThrow();
    double[] couplings = java.util.Arrays.copyOf(row, order - 1);
    SchwarzBank bank =
        new SchwarzBank(1, order, couplings, new double[] {row[order - 1]}, new double[order]);
    double[] expected = CompanionForm.coefficients(poles);
    double[] actual = CharacteristicPolynomial.coefficients(bank.system(0).a());
    for (int i = 0; i < order; i++) {
      assertEquals(1, actual[i] / expected[i], 1e-10);
    }
  }

  @Test
  void polynomialsWithARootThatIsNotStableHaveNone() {
    assertEquals(Optional.empty(), SchwarzCoefficients.ofPoles(List.of(Complex.real(0))));
    assertEquals(
        Optional.empty(), SchwarzCoefficients.ofPoles(List.of(Complex.real(1), Complex.real(-3))));
    assertEquals(
        Optional.empty(),
        SchwarzCoefficients.ofPoles(
            List.of(Complex.real(-2), new Complex(0.1, 1), new Complex(0.1, -1))));
  }

  @Test
  void aPoleWithoutItsConjugateIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SchwarzCoefficients.ofPoles(List.of(new Complex(-1, 1), Complex.real(-1))));
  }
}
