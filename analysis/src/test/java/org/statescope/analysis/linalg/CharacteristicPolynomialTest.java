package org.statescope.analysis.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Poles;

class CharacteristicPolynomialTest {
  @Test
  void aCompanionMatrixGivesItsCoefficientsBackExactly() {
    double[] coefficients = {3, -1e-9, 4e7, 0.1, -5};
    assertArrayEquals(
        coefficients,
        CharacteristicPolynomial.coefficients(CompanionForm.controllable(coefficients)));
    assertArrayEquals(
        coefficients,
        CharacteristicPolynomial.coefficients(CompanionForm.observable(coefficients)),
        1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 10})
  void theCoefficientsAgreeWithTheEigenvalues(int n) {
    var a = RandomMatrices_DDRM.rectangle(n, n, -1, 1, new Random(n));
    assertArrayEquals(
        CompanionForm.coefficients(Poles.of(a)), CharacteristicPolynomial.coefficients(a), 1e-11);
  }
}
