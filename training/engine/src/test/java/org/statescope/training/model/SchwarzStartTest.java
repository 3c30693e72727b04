package org.statescope.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.training.tensor.HurwitzPolynomial;

class SchwarzStartTest {
  private static final double TOLERANCE = 1e-10;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 33, 64})
  void aSchwarzFormStartsWithThePolesOfTheCompanionForm(int order) {
    double[] factors = InitialPoles.factors(order);
    double[] parameters = SchwarzStart.ofPoles(factors);
    assertTrue(Arrays.stream(parameters).allMatch(value -> value > 0));
    HurwitzPolynomial wanted = new HurwitzPolynomial(order);
    wanted.expand(factors);
    double[] characteristic = characteristic(parameters);
    for (int power = 0; power < order; power++) {
      double coefficient = wanted.coefficient(power);
      assertEquals(coefficient, characteristic[power], TOLERANCE * coefficient, "power " + power);
    }
  }

  /// P_{k+1} = s P_k + f_k² P_{k−1}, and g P_{N−1} at the end.
  private static double[] characteristic(double[] parameters) {
    int order = parameters.length;
    double[] before = new double[order + 1];
    double[] here = new double[order + 1];
    here[0] = 1;
    for (int k = 0; k < order; k++) {
      double square = k == 0 ? 0 : parameters[k - 1] * parameters[k - 1];
      double damping = k == order - 1 ? parameters[k] : 0;
      double[] next = new double[order + 1];
      for (int power = 0; power <= order; power++) {
        next[power] =
            (power > 0 ? here[power - 1] : 0) + square * before[power] + damping * here[power];
      }
      before = here;
      here = next;
    }
    return here;
  }
}
