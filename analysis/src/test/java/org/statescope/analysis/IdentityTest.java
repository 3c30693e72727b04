package org.statescope.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.analysis.gramian.GramianPairResult;
import org.statescope.analysis.gramian.Gramians;
import org.statescope.analysis.gramian.HankelSingularValues;
import org.statescope.analysis.linalg.NamedMatrices;
import org.statescope.analysis.linalg.SpectralNorm;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.response.Discretisation;
import org.statescope.analysis.response.FrequencyResponse;
import org.statescope.analysis.stability.HInfinityNorm;
import org.statescope.analysis.stability.NumericalAbscissa;
import org.statescope.analysis.stability.StabilityMargin;
import org.statescope.analysis.stability.StabilityRadius;
import org.statescope.analysis.stability.TransientGrowth;
import org.statescope.analysis.structure.HautusTest;
import org.statescope.analysis.structure.StructuralDistance;

/// What theory says of any stable system, asked of random ones of order 1 to 128 and of those that
/// break careless algorithms.
class IdentityTest {

  record Named(String name, StateSpace system) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Named> all() {
    List<Named> all = new ArrayList<>();
    for (NamedMatrices.Named named : NamedMatrices.all()) {
      all.add(new Named(named.name(), withPorts(NamedMatrices.stable(named.matrix()))));
    }
    all.add(new Named("nearly unstable", withPorts(CommonOps_DDRM.diag(-1e-9, -1, -2.5))));
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1}, {1}, {1e-8}});
    all.add(
        new Named(
            "nearly uncontrollable",
            StateSpace.strictlyProper(
                CommonOps_DDRM.diag(-1, -2, -3),
                b,
                CommonOps_DDRM.transpose(b, null),
                TimeDomain.continuous())));
    return all;
  }

  private static StateSpace withPorts(DMatrixRMaj a) {
    Random random = new Random(a.numRows);
    return StateSpace.strictlyProper(
        a,
        RandomMatrices_DDRM.rectangle(a.numRows, 2, -1, 1, random),
        RandomMatrices_DDRM.rectangle(3, a.numRows, -1, 1, random),
        TimeDomain.continuous());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theBilinearMapKeepsEveryHankelValueAndTheLargestGain(Named named) {
    StateSpace system = named.system();
    double period = 1 / StabilityMargin.of(system).spectralRadius();
    var converted =
        assertInstanceOf(
            Discretisation.Result.Converted.class, Discretisation.bilinear(system, period));
    HankelSingularValues continuous = hankel(system);
    HankelSingularValues discrete = hankel(converted.system());
    double largest = continuous.values()[0];
    // The rounding of the discrete matrices counts by the condition of their equation.
    double trusted =
        (1e-10 + 0x1p-50 * condition(converted.system())) * largest
            + continuous.trustedAbove()
            + discrete.trustedAbove();
    for (int i = 0; i < system.order(); i++) {
      assertEquals(continuous.values()[i], discrete.values()[i], trusted, named + " value " + i);
    }
    double gain = norm(system);
    if (trusted < 1e-6 * largest) {
      assertEquals(gain, norm(converted.system()), 1e-6 * gain, named.name());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLargestGainIsAboveEveryResponseAndBetweenHankelBounds(Named named) {
    StateSpace system = named.system();
    double gain = norm(system);
    for (double frequency : new double[] {0, 0.01, 0.3, 1, 7, 100}) {
      double here = SpectralNorm.of(FrequencyResponse.at(system, frequency));
      assertTrue(here <= gain * (1 + 1e-9), named + ": " + here + " at " + frequency);
    }
    HankelSingularValues hankel = hankel(system);
    double sum = Arrays.stream(hankel.values()).sum();
    double slack = 1e-9 * gain + system.order() * Math.min(hankel.trustedAbove(), sum);
    assertTrue(hankel.values()[0] <= gain + slack, named.name());
    assertTrue(gain <= 2 * sum + slack, named.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void radiusMarginAbscissaAndGrowthAreOrderedAsTheyMust(Named named) {
    DMatrixRMaj a = named.system().a();
    TimeDomain time = TimeDomain.continuous();
    StabilityMargin margin = StabilityMargin.of(a, time);
    var radius = assertInstanceOf(StabilityRadius.Stable.class, StabilityRadius.of(a, time));
    double rounding = radius.resolution();
    assertTrue(radius.value() <= margin.margin() + rounding, named.name());
    assertTrue(radius.lowerBound() <= radius.value());
    double numerical = NumericalAbscissa.of(a);
    assertTrue(numerical >= margin.spectralAbscissa() - rounding, named.name());
    var growth = assertInstanceOf(TransientGrowth.Bounded.class, TransientGrowth.of(a, time));
    assertTrue(growth.value() >= 1 && growth.value() <= growth.upperBound(), named.name());
    assertEquals(numerical <= 0, growth.at() == 0, named.name());
    // Kreiss: the distance to instability holds the growth from below.
    double kreiss = margin.margin() / Math.max(radius.value(), rounding);
    assertTrue(growth.value() >= 0.99 * Math.min(kreiss, 1), named + " " + kreiss);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theDistanceToUncontrollabilityIsBelowEveryHautusValue(Named named) {
    StateSpace system = named.system();
    StructuralDistance distance = StructuralDistance.toUncontrollability(system);
    double weakest = HautusTest.controllability(system).weakest().smallestSingularValue();
    assertTrue(
        distance.value() <= weakest * (1 + 1e-6) + distance.resolution(),
        named + ": " + distance.value() + " over " + weakest);
    assertTrue(distance.lowerBound() <= distance.value());
  }

  private static double condition(StateSpace system) {
    return assertInstanceOf(GramianPairResult.Converged.class, Gramians.both(system))
        .controllability()
        .conditionEstimate();
  }

  private static HankelSingularValues hankel(StateSpace system) {
    return assertInstanceOf(
            HankelSingularValues.Result.Converged.class, HankelSingularValues.of(system))
        .values();
  }

  private static double norm(StateSpace system) {
    return assertInstanceOf(HInfinityNorm.Finite.class, HInfinityNorm.of(system)).value();
  }
}
