package org.statescope.analysis.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;

class LyapunovExponentsTest {
  @Test
  void exponentsOfARepeatedStepAreTheLogarithmsOfItsPoleModuli() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0.9, 1, 0}, {0, 0.5, 2}, {0, 0, 0.1}});
    var result = LyapunovExponents.of(Collections.nCopies(20_000, a), 3);
    List<Double> expected = new ArrayList<>();
    for (Complex pole : Poles.of(a)) {
      expected.add(Math.log(pole.modulus()));
    }
    expected.sort(Collections.reverseOrder());
    for (int i = 0; i < 3; i++) {
      assertEquals(expected.get(i), result.exponents()[i], 1e-3);
    }
    assertTrue(result.drift() < 1e-3);
  }

  @Test
  void exponentsOfDiagonalStepsAreMeansOfLogarithms() {
    Random random = new Random(8);
    double[] means = new double[4];
    List<DMatrixRMaj> steps = new ArrayList<>();
    for (int t = 0; t < 500; t++) {
      DMatrixRMaj step = new DMatrixRMaj(4, 4);
      double duration = 0.001 + 0.1 * random.nextDouble();
      for (int i = 0; i < 4; i++) {
        step.set(i, i, Math.exp(-(i + 1) * duration));
        means[i] -= (i + 1) * duration / 500;
      }
      steps.add(step);
    }
    double[] exponents = LyapunovExponents.of(steps, 4).exponents();
    for (int i = 0; i < 4; i++) {
      assertEquals(means[i], exponents[i], 1e-13);
    }
  }

  @Test
  void theirSumIsTheMeanLogarithmOfTheDeterminant() {
    Random random = new Random(3);
    LyapunovExponents exponents = new LyapunovExponents(2);
    double sum = 0;
    for (int t = 0; t < 1000; t++) {
      DMatrixRMaj step = new DMatrixRMaj(2, 2);
      for (int i = 0; i < 4; i++) {
        step.data[i] = random.nextGaussian();
      }
      sum += Math.log(Math.abs(step.data[0] * step.data[3] - step.data[1] * step.data[2]));
      exponents.add(step);
    }
    double[] result = exponents.result().exponents();
    assertEquals(sum / 1000, result[0] + result[1], 1e-10);
  }

  @Test
  void aSingularStepSendsOneExponentToMinusInfinity() {
    DMatrixRMaj projection = new DMatrixRMaj(new double[][] {{1, 0}, {0, 0}});
    double[] result = LyapunovExponents.of(List.of(projection, projection), 2).exponents();
    assertEquals(0, result[0]);
    assertEquals(Double.NEGATIVE_INFINITY, result[1]);
  }

  @Test
  void wrongStepsAreRefusedInWords() {
    LyapunovExponents exponents = new LyapunovExponents(2);
    var size =
        assertThrows(IllegalArgumentException.class, () -> exponents.add(new DMatrixRMaj(3, 2)));
    assertTrue(size.getMessage().contains("3×2"), size.getMessage());
    var infinite =
        assertThrows(
            IllegalArgumentException.class,
            () -> exponents.add(new DMatrixRMaj(new double[][] {{1, 0}, {0, Double.NaN}})));
    assertTrue(infinite.getMessage().contains("NaN"), infinite.getMessage());
    assertThrows(IllegalStateException.class, exponents::result);
  }
}
