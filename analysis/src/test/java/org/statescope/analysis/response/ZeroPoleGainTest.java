package org.statescope.analysis.response;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.linalg.NamedMatrices;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class ZeroPoleGainTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9})
  void zerosPolesAndGainGiveTheFrequencyResponse(int n) {
    Random random = new Random(n);
    StateSpace system =
        new StateSpace(
            NamedMatrices.stable(RandomMatrices_DDRM.rectangle(n, n, -1, 1, random)),
            RandomMatrices_DDRM.rectangle(n, 2, -1, 1, random),
            RandomMatrices_DDRM.rectangle(2, n, -1, 1, random),
            RandomMatrices_DDRM.rectangle(2, 2, 0, n % 2, random),
            TimeDomain.continuous());
    for (int output = 0; output < 2; output++) {
      for (int input = 0; input < 2; input++) {
        ZeroPoleGain form = ZeroPoleGain.of(system, output, input);
        for (double frequency : new double[] {0, 0.3, 4}) {
          var expected = FrequencyResponse.at(system, frequency);
          Complex actual = form.at(new Complex(0, frequency));
          assertEquals(expected.getReal(output, input), actual.real(), 1e-9);
          assertEquals(expected.getImag(output, input), actual.imaginary(), 1e-9);
        }
      }
    }
    assertThrows(IllegalArgumentException.class, () -> ZeroPoleGain.of(system, 2, 0));
  }

  @Test
  void aMassSpringDamperHasItsTextbookTransferFunction() {
    StateSpace system =
        StateSpace.continuous(
            new double[][] {{0, 1}, {-4, -0.5}},
            new double[][] {{0}, {3}},
            new double[][] {{1, 0}},
            new double[][] {{0}});
    TransferFunction function = ZeroPoleGain.of(system, 0, 0).coefficients();
    assertArrayEquals(new double[] {3}, function.numerator(), 1e-14);
    assertArrayEquals(new double[] {4, 0.5, 1}, function.denominator(), 1e-14);
  }

  @Test
  void aTransferFunctionThatVanishesHasGainZero() {
    StateSpace system =
        StateSpace.continuous(
            new double[][] {{-1}},
            new double[][] {{0}},
            new double[][] {{1}},
            new double[][] {{0}});
    ZeroPoleGain form = ZeroPoleGain.of(system, 0, 0);
    assertEquals(0, form.gain());
    assertArrayEquals(new double[] {0}, form.coefficients().numerator());
  }
}
