package org.statescope.training.experiment.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedComparisonTest {
  private static final double[] VARIANT = {3.99, 4.05, 3.93};
  private static final double[] BASELINE = {4.21, 4.18, 4.26};
  private static final double SCIPY = 1e-9;

  /// SciPy 1.17: `stats.ttest_rel`, and `stats.t.interval` of differences and of percents.
  @Test
  void threePairsAgreeWithSciPy() {
    PairedComparison pairs = PairedComparison.of(VARIANT, BASELINE);
    assertEquals(0.05935833839181657, pairs.tTest().orElseThrow(), SCIPY);
    MeanEstimate.Interval difference =
        assertInstanceOf(MeanEstimate.Interval.class, pairs.difference());
    assertEquals(-0.47549411635772537, difference.low(), SCIPY);
    assertEquals(0.022160783024392505, difference.high(), SCIPY);
    MeanEstimate.Interval percent = assertInstanceOf(MeanEstimate.Interval.class, pairs.percent());
    assertEquals(-5.360726642260068, percent.mean(), SCIPY);
    assertEquals(-11.126820064838352, percent.low(), SCIPY);
    assertEquals(0.40536678031821616, percent.high(), SCIPY);
  }

  /// SciPy 1.17: `stats.ttest_rel`, `stats.binomtest(6, 10)`, `stats.wilcoxon(method='exact')`.
  @Test
  void tenPairsAgreeWithSciPy() {
    PairedComparison pairs =
        PairedComparison.of(
            new double[] {125, 115, 130, 140, 140.5, 115.5, 140.25, 125.25, 140.75, 135},
            new double[] {110, 122, 125, 120, 140, 124, 123, 137, 135, 145});
    assertEquals(0.5025477291078584, pairs.tTest().orElseThrow(), SCIPY);
    assertEquals(0.75390625, pairs.signTest().orElseThrow(), SCIPY);
    assertEquals(0.625, pairs.wilcoxon().orElseThrow(), SCIPY);
  }

  @ParameterizedTest
  @CsvSource({"2, 0.5", "3, 0.25", "5, 0.0625", "6, 0.03125"})
  void differencesOfOneSignReachTheSmallestPOfRankTests(int size, double smallest) {
    double[] variant = new double[size];
    double[] baseline = new double[size];
    for (int i = 0; i < size; i++) {
      variant[i] = 1;
      baseline[i] = 2 + i;
    }
    PairedComparison pairs = PairedComparison.of(variant, baseline);
    assertEquals(smallest, PairedComparison.smallestRankP(size), 1e-15);
    assertEquals(smallest, pairs.signTest().orElseThrow(), SCIPY);
    assertEquals(smallest, pairs.wilcoxon().orElseThrow(), SCIPY);
  }

  @Test
  void exchangedSidesChangeTheSignAndKeepTheP() {
    PairedComparison one = PairedComparison.of(VARIANT, BASELINE);
    PairedComparison other = PairedComparison.of(BASELINE, VARIANT);
    assertEquals(one.tTest().orElseThrow(), other.tTest().orElseThrow(), SCIPY);
    assertTrue(Arrays.stream(one.percents()).allMatch(percent -> percent < 0));
    assertTrue(Arrays.stream(other.percents()).allMatch(percent -> percent > 0));
  }

  @Test
  void testsThatAreNotDefinedAreAbsentAndNoNaN() {
    PairedComparison same = PairedComparison.of(VARIANT, VARIANT);
    assertTrue(same.tTest().isEmpty() && same.signTest().isEmpty() && same.wilcoxon().isEmpty());
    PairedComparison one = PairedComparison.of(new double[] {1}, new double[] {2});
    assertTrue(one.tTest().isEmpty());
    PairedComparison none = PairedComparison.of(new double[0], new double[0]);
    assertEquals(new MeanEstimate.None(), none.percent());
    assertThrows(
        IllegalArgumentException.class, () -> PairedComparison.of(VARIANT, new double[] {1}));
  }
}
