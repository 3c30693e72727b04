package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statescope.analysis.lti.Complex;
import org.statescope.training.run.Discretisation;

final class FrozenPoleTest {
  private final double[] z = new double[2];

  @Test
  void bilinearIsTheQuotientOfItsTwoHalfSteps() {
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      Complex s = new Complex(random.nextGaussian(), random.nextGaussian());
      double delta = Math.exp(random.nextGaussian());
      Complex expected =
          Complex.ONE.plus(s.times(delta / 2)).dividedBy(Complex.ONE.minus(s.times(delta / 2)));
      FrozenPole.of(s.real(), s.imaginary(), delta, Discretisation.BILINEAR, z);
      assertEquals(expected.real(), z[0], 1e-12);
      assertEquals(expected.imaginary(), z[1], 1e-12);
    }
  }

  @Test
  void heldInputIsTheExponential() {
    FrozenPole.of(-1, 2, 0.1, Discretisation.EULER, z);
    Complex expected = new Complex(-0.1, 0.2).exp();
    assertEquals(expected.real(), z[0], 1e-15);
    assertEquals(expected.imaginary(), z[1], 1e-15);
  }

  @ParameterizedTest
  @EnumSource(Discretisation.class)
  void theStableHalfPlaneFallsIntoTheUnitDiscAndTheOtherOutside(Discretisation discretisation) {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      double re = -Math.exp(2 * random.nextGaussian());
      double im = 5 * random.nextGaussian();
      double delta = Math.exp(random.nextGaussian());
      FrozenPole.of(re, im, delta, discretisation, z);
      assertTrue(Math.hypot(z[0], z[1]) < 1);
      FrozenPole.of(-re, im, delta, discretisation, z);
      assertTrue(Math.hypot(z[0], z[1]) > 1);
    }
  }

  @Test
  void memoryIsTheInverseOfDecayPerToken() {
    FrozenPole.of(-2, 0, 0.01, Discretisation.EULER, z);
    assertEquals(50, FrozenPole.memoryInTokens(z[0], z[1]), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, FrozenPole.memoryInTokens(1.01, 0));
  }
}
