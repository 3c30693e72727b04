package org.statescope.training.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.training.tensor.HurwitzPolynomial;

class InitialPolesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 15, 16, 32})
  void polesStartInsideTheUnitDiscInTheOpenLeftHalfPlane(int order) {
    for (Complex pole : poles(order)) {
      assertTrue(pole.real() < 0, order + ": " + pole);
      assertTrue(pole.modulus() <= 1 + 1e-6, order + ": " + pole);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16})
  void noTwoPolesStartTogether(int order) {
    List<Complex> poles = poles(order);
    for (int i = 0; i < poles.size(); i++) {
      for (int j = 0; j < i; j++) {
        double distance =
            Math.hypot(
                poles.get(i).real() - poles.get(j).real(),
                poles.get(i).imaginary() - poles.get(j).imaginary());
        assertTrue(distance > 0.5 / order, poles.get(i) + " and " + poles.get(j));
      }
    }
  }

  private static List<Complex> poles(int order) {
    HurwitzPolynomial polynomial = new HurwitzPolynomial(order);
    polynomial.expand(InitialPoles.factors(order));
    double[] coefficients = new double[order];
    for (int power = 0; power < order; power++) {
      coefficients[power] = polynomial.coefficient(power);
    }
    return CompanionForm.poles(coefficients);
  }
}
