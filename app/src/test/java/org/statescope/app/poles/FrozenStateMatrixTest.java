package org.statescope.app.poles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Poles;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.LayerDynamics;

class FrozenStateMatrixTest {
  private static final double TOLERANCE = 1e-10;
  private static final double[] REAL = {-2, -0.5, -0.5};
  private static final double[] IMAGINARY = {0, -1, 1};

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MAMBA", "MAMBA2"})
  void aCanonicalFormIsRebuiltWithItsPatternAndItsPoles(SsmStructure structure) {
    DMatrixRMaj a = FrozenStateMatrix.of(structure, layer(), 0);
    boolean transposed =
        structure == SsmStructure.SO_MAMBA || structure == SsmStructure.ROUTH_SCHWARZ_DUAL;
    double above = transposed ? a.get(1, 0) : a.get(0, 1);
    double below = transposed ? a.get(0, 1) : a.get(1, 0);
    if (structure.isCompanion()) {
      assertEquals(1, above, TOLERANCE);
      assertEquals(0, below, TOLERANCE);
    } else {
      assertEquals(-above, below, TOLERANCE);
      assertEquals(true, above > 0);
    }
    List<Complex> poles = Poles.of(a);
    for (int i = 0; i < REAL.length; i++) {
      Complex wanted = new Complex(REAL[i], IMAGINARY[i]);
      double nearest =
          poles.stream()
              .mapToDouble(
                  pole ->
                      Math.hypot(
                          pole.real() - wanted.real(), pole.imaginary() - wanted.imaginary()))
              .min()
              .orElseThrow();
      assertEquals(0, nearest, TOLERANCE, wanted::toString);
    }
  }

  private static LayerDynamics layer() {
    int order = REAL.length;
    float[] steps = new float[4 * LayerDynamics.quantiles().length];
    Arrays.fill(steps, 0.5f);
    return new LayerDynamics(
        0,
        REAL,
        IMAGINARY,
        1,
        order,
        steps,
        4,
        new double[order],
        new double[order],
        new double[] {0.5},
        new double[] {1});
  }
}
