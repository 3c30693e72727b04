package org.statescope.analysis.gramian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.golden.Closeness;
import org.statescope.analysis.linalg.NamedMatrices;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.response.BalancedRealisation;
import org.statescope.analysis.response.Realisation;

class EnergyTest {
  @ParameterizedTest
  @MethodSource("org.statescope.analysis.linalg.NamedMatrices#all")
  void gramianEigenvaluesAreNeverNegativeAndHankelValuesAgreeWithH2(NamedMatrices.Named named) {
    StateSpace system = system(NamedMatrices.stable(named.matrix()), 2, 3, TimeDomain.continuous());
    var pair = assertInstanceOf(GramianPairResult.Converged.class, Gramians.both(system));
    for (double value : pair.controllability().eigenvalues()) {
      assertTrue(value >= 0);
    }
    assertTrue(pair.controllability().condition() >= 1);
    var h2 = assertInstanceOf(H2Norm.Result.Finite.class, H2Norm.of(system));
    double dual =
        Products.frobenius(Products.transposedTimes(system.b(), pair.observability().factor()));
    double tolerance = 1e-10 + 0x1p-50 * h2.conditionEstimate();
    assertEquals(1, dual / h2.value(), tolerance, named + " condition " + h2.conditionEstimate());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12})
  void allFrequenciesTogetherGiveTheWholeGramian(int n) {
    for (TimeDomain domain : new TimeDomain[] {TimeDomain.continuous(), TimeDomain.discrete(0.5)}) {
      StateSpace system = stableSystem(n, domain);
      double last = system.isDiscrete() ? Math.PI / 0.5 : Double.POSITIVE_INFINITY;
      var whole = converged(Gramians.controllability(system)).matrix();
      Closeness.assertRelative(whole, limited(system, 0, last), 1e-12, "all frequencies");
      DMatrixRMaj sum = limited(system, 0, 1);
      CommonOps_DDRM.addEquals(sum, limited(system, 1, last));
      Closeness.assertRelative(whole, sum, 1e-12, "two bands");
      assertTrue(CommonOps_DDRM.trace(limited(system, 0, 1)) < CommonOps_DDRM.trace(whole));
    }
  }

  @Test
  void aFirstOrderLagHasItsKnownShareOfEnergyInABand() {
    StateSpace lag =
        StateSpace.continuous(
            new double[][] {{-2}},
            new double[][] {{1}},
            new double[][] {{1}},
            new double[][] {{0}});
    // (1/π) ∫₀^ω 1/(ν² + 4) dν = atan(ω/2) / (2π)
    assertEquals(Math.atan(1.5) / (2 * Math.PI), limited(lag, 0, 3).get(0, 0), 1e-15);
  }

  @Test
  void finiteGramiansApproachTheInfiniteOne() {
    StateSpace system = stableSystem(6, TimeDomain.continuous());
    DMatrixRMaj whole = converged(Gramians.observability(system)).matrix();
    Closeness.assertRelative(
        whole, FiniteHorizonGramians.observability(system, 500.0).matrix(), 1e-12, "500 s");
    assertEquals(
        0, Products.frobenius(FiniteHorizonGramians.controllability(system, 0.0).matrix()));
    assertThrows(
        IllegalArgumentException.class, () -> FiniteHorizonGramians.controllability(system, 5));
    assertThrows(
        IllegalArgumentException.class, () -> FiniteHorizonGramians.controllability(system, -1.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 17})
  void theSplitReproducesTheSystemAndItsGramianTheIntegralOverFrequency(int n) {
    for (TimeDomain domain : new TimeDomain[] {TimeDomain.continuous(), TimeDomain.discrete(1)}) {
      StateSpace system = system(random(n, n, 11L * n), 1, 2, domain);
      switch (StableSplit.of(system)) {
        case StableSplit.Separated split -> {
          DMatrixRMaj v = split.transformation();
          DMatrixRMaj block = new DMatrixRMaj(n, n);
          CommonOps_DDRM.insert(split.stable().a(), block, 0, 0);
          CommonOps_DDRM.insert(
              split.antistable().a(), block, split.stable().order(), split.stable().order());
          Closeness.assertRelative(
              Products.times(system.a(), v), Products.times(v, block), 1e-11, "AV = VΛ");
          Closeness.assertRelative(
              CommonOps_DDRM.identity(n), Products.times(v, split.inverse()), 1e-11, "VV⁻¹");
        }
        case StableSplit.AllStable _, StableSplit.AllAntistable _ -> assertTrue(n < 4);
        case StableSplit.OnBoundary(String reason) -> throw new AssertionError(reason);
      }
      var gramian =
          assertInstanceOf(
              SplitGramians.Result.Computed.class, SplitGramians.controllability(system));
      assertEquals(n, gramian.stablePoles() + gramian.antistablePoles());
      for (double value : gramian.gramian().eigenvalues()) {
        assertTrue(value >= 0);
      }
    }
  }

  @Test
  void anUnstableFirstOrderSystemHasTheGramianOfItsMirrorImage() {
    StateSpace unstable =
        StateSpace.continuous(
            new double[][] {{2}}, new double[][] {{3}}, new double[][] {{1}}, new double[][] {{0}});
    var gramian =
        assertInstanceOf(
            SplitGramians.Result.Computed.class, SplitGramians.controllability(unstable));
    assertEquals(9.0 / 4, gramian.gramian().matrix().get(0, 0), 1e-15);
    assertInstanceOf(GramianResult.Unstable.class, Gramians.controllability(unstable));
  }

  @Test
  void anIntegratorLiesOnTheBoundary() {
    StateSpace integrator =
        StateSpace.continuous(
            new double[][] {{0}}, new double[][] {{1}}, new double[][] {{1}}, new double[][] {{0}});
    assertInstanceOf(StableSplit.OnBoundary.class, StableSplit.of(integrator));
    assertInstanceOf(
        SplitGramians.Result.OnBoundary.class, SplitGramians.observability(integrator));
    assertInstanceOf(
        HankelSingularValues.Result.Unstable.class, HankelSingularValues.of(integrator));
    assertInstanceOf(H2Norm.Result.Infinite.class, H2Norm.of(integrator));
    assertInstanceOf(ModelReduction.Result.Unstable.class, ModelReduction.of(integrator));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aSystemThatPassesNothingHasNoStateToKeep(int n) {
    for (TimeDomain domain : new TimeDomain[] {TimeDomain.continuous(), TimeDomain.discrete(1)}) {
      StateSpace system = stableSystem(n, domain);
      DMatrixRMaj silent = new DMatrixRMaj(n, 2);
      assertNothingPasses(
          StateSpace.strictlyProper(system.a(), silent, system.c(), domain), domain.toString());
      DMatrixRMaj blind = new DMatrixRMaj(2, n);
      assertNothingPasses(
          StateSpace.strictlyProper(system.a(), system.b(), blind, domain), domain.toString());
    }
  }

  private static void assertNothingPasses(StateSpace system, String what) {
    assertInstanceOf(ModelReduction.Result.Static.class, ModelReduction.of(system), what);
    assertInstanceOf(Realisation.Impossible.class, BalancedRealisation.of(system), what);
    var hankel =
        assertInstanceOf(
            HankelSingularValues.Result.Converged.class, HankelSingularValues.of(system));
    assertArrayEquals(new double[system.order()], hankel.values().values());
    assertEquals(0, assertInstanceOf(H2Norm.Result.Finite.class, H2Norm.of(system)).value());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 9, 20})
  void balancedCoordinatesHaveEqualDiagonalGramians(int n) {
    for (TimeDomain domain : new TimeDomain[] {TimeDomain.continuous(), TimeDomain.discrete(1)}) {
      StateSpace system = stableSystem(n, domain);
      ModelReduction reduction =
          assertInstanceOf(ModelReduction.Result.Balanced.class, ModelReduction.of(system))
              .reduction();
      StateSpace balanced = reduction.truncated(reduction.numericalOrder()).system();
      double[] sigma = reduction.hankelSingularValues();
      var pair = assertInstanceOf(GramianPairResult.Converged.class, Gramians.both(balanced));
      DMatrixRMaj diagonal = CommonOps_DDRM.diag(java.util.Arrays.copyOf(sigma, balanced.order()));
      Closeness.assertRelative(diagonal, pair.controllability().matrix(), 1e-8, "Wc");
      Closeness.assertRelative(diagonal, pair.observability().matrix(), 1e-8, "Wo");
    }
  }

  @Test
  void residualisationKeepsTheGainAtZeroFrequency() {
    for (TimeDomain domain : new TimeDomain[] {TimeDomain.continuous(), TimeDomain.discrete(1)}) {
      StateSpace system = stableSystem(10, domain);
      ModelReduction reduction =
          assertInstanceOf(ModelReduction.Result.Balanced.class, ModelReduction.of(system))
              .reduction();
      Closeness.assertRelative(
          gain(system), gain(reduction.residualised(4).system()), 1e-9, "gain");
      assertThrows(IllegalArgumentException.class, () -> reduction.truncated(0));
      assertThrows(IllegalArgumentException.class, () -> reduction.truncated(11));
    }
  }

  private static DMatrixRMaj gain(StateSpace system) {
    DMatrixRMaj m = system.a().copy();
    CommonOps_DDRM.changeSign(m);
    if (system.isDiscrete()) {
      CommonOps_DDRM.addEquals(m, CommonOps_DDRM.identity(m.numRows));
    }
    CommonOps_DDRM.invert(m);
    return CommonOps_DDRM.add(Products.times(system.c(), m, system.b()), system.d(), null);
  }

  private static DMatrixRMaj limited(StateSpace system, double lower, double upper) {
    return assertInstanceOf(
            FrequencyLimitedGramians.Result.Converged.class,
            FrequencyLimitedGramians.controllability(system, lower, upper))
        .matrix();
  }

  private static Gramian converged(GramianResult result) {
    return assertInstanceOf(GramianResult.Converged.class, result).gramian();
  }

  private static StateSpace stableSystem(int n, TimeDomain domain) {
    DMatrixRMaj a = NamedMatrices.stable(random(n, n, n));
    if (!domain.equals(TimeDomain.continuous())) {
      CommonOps_DDRM.scale(0.9 / Products.frobenius(a), a);
    }
    return system(a, 2, 2, domain);
  }

  private static StateSpace system(DMatrixRMaj a, int inputs, int outputs, TimeDomain domain) {
    return StateSpace.strictlyProper(
        a, random(a.numRows, inputs, 21), random(outputs, a.numRows, 22), domain);
  }

  private static DMatrixRMaj random(int rows, int columns, long seed) {
    return RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, new Random(seed));
  }
}
