package org.statescope.analysis.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.response.ModalRealisation;
import org.statescope.analysis.response.Realisation;

/// References that can be diagonalised, asked in their modal coordinates.
class ComplexCensusGoldenTest {
  /// Modal coordinates multiply the errors of the data by the condition κ of the eigenvectors, once
  /// on the way in and once on the way out, and an error of a pole counts against its distance from
  /// the boundary of stability.
  private static final double ROUNDING = 1e-14;

  private static final double LARGEST_CONDITION = 1e4;

  @Test
  void hankelValuesAndMarginsOfDiagonalisableReferences() {
    int found = 0;
    for (GoldenSystem golden : GoldenSystem.all()) {
      StateSpace system = golden.system();
      if (system.inputs() != 1
          || system.outputs() != 1
          || golden.field("hsv").isEmpty()
          || !(ModalRealisation.of(system) instanceof Realisation.Realised modal)
          || modal.condition() > LARGEST_CONDITION) {
        continue;
      }
      found++;
      CensusBlock block = census(modal.system());
      double abscissa =
          golden
              .number(system.isDiscrete() ? "spectral_radius" : "spectral_abscissa")
              .orElseThrow();
      double margin = system.isDiscrete() ? 1 - abscissa : -abscissa;
      double modalError = ROUNDING * modal.condition() * modal.condition();
      assertEquals(margin, block.stabilityMargin()[0], modalError * golden.norm(), golden.name());
      double error = modalError * (1 + golden.norm() / margin);
      double[] expected = GoldenSystem.numbers(golden.field("hsv").orElseThrow());
      for (int i = 0; i < block.order(); i++) {
        assertEquals(
            i < expected.length ? expected[i] : 0,
            block.hankelSingularValues()[i],
            error * expected[0],
            golden + " value " + i);
      }
    }
    assumeTrue(found > 0, "no diagonalisable reference system was found");
  }

  /// A block [re im; −im re] is the pole re − i·im; a real pole is a pair without an imaginary
  /// part, whose second state nothing reaches.
  private static CensusBlock census(StateSpace modal) {
    int n = modal.order();
    double[][] parts = new double[6][n];
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      boolean pair = i + 1 < n && modal.a().get(i, i + 1) != 0;
      parts[0][pairs] = modal.a().get(i, i);
      parts[2][pairs] = modal.b().get(i, 0);
      parts[4][pairs] = modal.c().get(0, i) / 2;
      if (pair) {
        parts[1][pairs] = -modal.a().get(i, i + 1);
        parts[3][pairs] = modal.b().get(i + 1, 0);
        parts[5][pairs] = -modal.c().get(0, i + 1) / 2;
        i++;
      }
      pairs++;
    }
    for (int part = 0; part < parts.length; part++) {
      parts[part] = Arrays.copyOf(parts[part], pairs);
    }
    ComplexDiagonalBank bank =
        new ComplexDiagonalBank(
            1,
            pairs,
            parts[0],
            parts[1],
            parts[2],
            parts[3],
            parts[4],
            parts[5],
            modal.timeDomain());
    SsmNetwork network = new SsmNetwork("reference", List.of(new SsmNetwork.Layer("modal", bank)));
    return Census.blocks(network, 1e-8, 1).getFirst();
  }
}
