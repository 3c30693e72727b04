package org.statescope.training.experiment.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanEstimateTest {
  private static final double TABLE_DIGITS = 5e-4;
  private static final double ROUNDING = 1e-12;

  private static MeanEstimate.Interval interval(double... values) {
    return assertInstanceOf(MeanEstimate.Interval.class, MeanEstimate.of(values));
  }

  /// The 97.5 % points that every printed table of Student's t has.
  @ParameterizedTest
  @CsvSource({"2, 12.706", "3, 4.303", "4, 3.182", "10, 2.262", "31, 2.042"})
  void halfTheIntervalIsStudentsQuantileTimesTheStandardError(int size, double quantile) {
    double[] values = new Random(size).doubles(size).toArray();
    MeanEstimate.Interval interval = interval(values);
    double standardError = interval.deviation() / Math.sqrt(size);
    assertEquals(quantile, (interval.high() - interval.mean()) / standardError, TABLE_DIGITS);
    assertEquals(quantile, (interval.mean() - interval.low()) / standardError, TABLE_DIGITS);
  }

  /// With one degree of freedom Student's t is Cauchy's distribution, whose quantile is a tangent.
  @Test
  void twoValuesHaveTheQuantileOfCauchysDistribution() {
    MeanEstimate.Interval interval = interval(0, 2);
    assertEquals(Math.tan(Math.PI * 0.475), interval.high() - interval.mean(), 1e-8);
  }

  /// SciPy 1.17: `stats.t.interval(0.95, 2, loc=mean, scale=stats.sem)`.
  @Test
  void anIntervalAgreesWithSciPy() {
    MeanEstimate.Interval interval = interval(3.99, 4.05, 3.93);
    assertEquals(3.99, interval.mean(), ROUNDING);
    assertEquals(0.06, interval.deviation(), ROUNDING);
    assertEquals(3.840951737289375, interval.low(), 1e-9);
    assertEquals(4.139048262710625, interval.high(), 1e-9);
  }

  @Test
  void theIntervalMovesAndGrowsWithItsValues() {
    double[] values = {1.5, -0.25, 3, 7, 0.125};
    MeanEstimate.Interval plain = interval(values);
    MeanEstimate.Interval moved =
        interval(Arrays.stream(values).map(value -> 4 * value - 10).toArray());
    assertEquals(4 * plain.low() - 10, moved.low(), 1e-10);
    assertEquals(4 * plain.high() - 10, moved.high(), 1e-10);
  }

  @Test
  void fewValuesSayWhatIsMissing() {
    assertEquals(new MeanEstimate.None(), MeanEstimate.of(new double[0]));
    assertEquals(new MeanEstimate.Single(3), MeanEstimate.of(new double[] {3}));
    assertEquals(0, interval(2, 2, 2).high() - interval(2, 2, 2).low());
    assertThrows(
        IllegalArgumentException.class, () -> MeanEstimate.of(new double[] {1, Double.NaN}));
  }
}
