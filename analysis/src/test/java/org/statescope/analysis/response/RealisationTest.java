package org.statescope.analysis.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.golden.GoldenSystem;
import org.statescope.analysis.gramian.GramianResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.linalg.NamedMatrices;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class RealisationTest {
  private static final double GRAMIAN_RESIDUAL = 1e-6;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void everyFormHasTheSameTransferFunction(int n) {
    StateSpace system = random(n);
    check(system, CompanionRealisation.controllable(system));
    check(system, CompanionRealisation.observable(system));
    check(system, ModalRealisation.of(system));
    check(system, BalancedRealisation.of(system));
    check(system, SchwarzRealisation.of(system));
  }

  @ParameterizedTest
  @MethodSource("org.statescope.analysis.golden.GoldenSystem#all")
  void aFormThatIsGivenIsAsGoodAsItsConditionSays(GoldenSystem golden) {
    StateSpace system = golden.system();
    sound(golden, CompanionRealisation.controllable(system), 0);
    sound(golden, CompanionRealisation.observable(system), 0);
    sound(golden, ModalRealisation.of(system), 0);
    // What rests on Gramians also inherits the spread of the Hankel singular values.
    sound(golden, BalancedRealisation.of(system), GRAMIAN_RESIDUAL);
    sound(golden, SchwarzRealisation.of(system), GRAMIAN_RESIDUAL);
  }

  private static void sound(GoldenSystem golden, Realisation realisation, double extra) {
    switch (realisation) {
      case Realisation.Realised realised ->
          assertTrue(
              realised.relativeResidual() <= extra + 1e-13 * Math.max(10, realised.condition()),
              golden + " " + realised.relativeResidual() + " " + realised.condition());
      case Realisation.Impossible(String reason) -> assertTrue(reason.length() > 10);
    }
  }

  @Test
  void theFormsHaveTheirZerosAndOnesExactly() {
    StateSpace system = random(5);
    StateSpace companion = realised(CompanionRealisation.controllable(system)).system();
    assertEquals(1, companion.b().get(4, 0));
    assertEquals(1, companion.a().get(0, 1));
    assertEquals(0, companion.a().get(0, 0));
    StateSpace observable = realised(CompanionRealisation.observable(system)).system();
    assertEquals(1, observable.c().get(0, 4));
    StateSpace schwarz = realised(SchwarzRealisation.of(system)).system();
    for (int i = 0; i < 4; i++) {
      assertTrue(schwarz.a().get(i, i + 1) > 0);
      assertEquals(-schwarz.a().get(i, i + 1), schwarz.a().get(i + 1, i));
      assertEquals(0, schwarz.a().get(i, i));
    }
    var gramian =
        assertInstanceOf(GramianResult.Converged.class, Gramians.controllability(schwarz));
    DMatrixRMaj difference =
        CommonOps_DDRM.subtract(gramian.gramian().matrix(), CommonOps_DDRM.identity(5), null);
    assertTrue(Products.frobenius(difference) < 1e-13);
  }

  @Test
  void formsThatDoNotExistSayWhy() {
    StateSpace uncontrollable =
        StateSpace.continuous(
            new double[][] {{-1, 0}, {0, -1}},
            new double[][] {{1}, {1}},
            new double[][] {{1, 2}},
            new double[][] {{0}});
    assertInstanceOf(
        Realisation.Impossible.class, CompanionRealisation.controllable(uncontrollable));
    assertInstanceOf(Realisation.Impossible.class, CompanionRealisation.observable(uncontrollable));
    assertInstanceOf(Realisation.Impossible.class, BalancedRealisation.of(uncontrollable));
    assertInstanceOf(Realisation.Impossible.class, SchwarzRealisation.of(uncontrollable));
    StateSpace jordan =
        StateSpace.continuous(
            new double[][] {{-1, 1}, {0, -1}},
            new double[][] {{0}, {1}},
            new double[][] {{1, 0}},
            new double[][] {{0}});
    assertInstanceOf(Realisation.Impossible.class, ModalRealisation.of(jordan));
    assertInstanceOf(Realisation.Realised.class, CompanionRealisation.controllable(jordan));
  }

  private static Realisation.Realised realised(Realisation realisation) {
    return assertInstanceOf(Realisation.Realised.class, realisation);
  }

  private static void check(StateSpace system, Realisation realisation) {
    var realised = realised(realisation);
    double tolerance = 1e-14 * Math.max(100, realised.condition());
    assertTrue(realised.relativeResidual() < tolerance, "" + realised.relativeResidual());
    for (double frequency : new double[] {0, 0.7, 20}) {
      var expected = FrequencyResponse.at(system, frequency);
      var actual = FrequencyResponse.at(realised.system(), frequency);
      for (int i = 0; i < expected.data.length; i++) {
        assertEquals(expected.data[i], actual.data[i], 10 * tolerance);
      }
    }
  }

  private static StateSpace random(int n) {
    Random random = new Random(n);
    return new StateSpace(
        NamedMatrices.stable(RandomMatrices_DDRM.rectangle(n, n, -1, 1, random)),
        RandomMatrices_DDRM.rectangle(n, 1, -1, 1, random),
        RandomMatrices_DDRM.rectangle(1, n, -1, 1, random),
        RandomMatrices_DDRM.rectangle(1, 1, -1, 1, random),
        TimeDomain.continuous());
  }
}
