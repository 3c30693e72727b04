package org.statescope.training.experiment.evidence;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.BinomialTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/// A variant against the baseline, seed by seed: equal seeds saw the same batches in the same
/// order, so most of what chance does to both cancels in their difference.
///
/// @param difference of variant − baseline
/// @param percents 100·(variant / baseline − 1) of each pair
/// @param percent their mean
/// @param tTest two-sided p of Student's paired t test; absent below 2 pairs, or where all
///   differences are equal
/// @param signTest two-sided exact p; pairs without a difference are left out
/// @param wilcoxon two-sided exact p of the signed ranks; absent where differences are tied or 0
public record PairedComparison(
    int pairs,
    MeanEstimate difference,
    double[] percents,
    MeanEstimate percent,
    OptionalDouble tTest,
    OptionalDouble signTest,
    OptionalDouble wilcoxon) {

  /// Compares values at equal places: the same seed.
  ///
  /// @throws IllegalArgumentException if there are not as many values of both
  public static PairedComparison of(double[] variant, double[] baseline) {
    if (variant.length != baseline.length) {
      throw new IllegalArgumentException(
          "The variant has %d values but the baseline %d."
              .formatted(variant.length, baseline.length));
    }
    double[] differences = new double[variant.length];
    double[] percent = new double[variant.length];
    for (int i = 0; i < variant.length; i++) {
      differences[i] = variant[i] - baseline[i];
      percent[i] = 100 * differences[i] / baseline[i];
    }
    return new PairedComparison(
        variant.length,
        MeanEstimate.of(differences),
        percent,
        MeanEstimate.of(percent),
        tTest(differences),
        signTest(differences),
        wilcoxon(differences));
  }

  /// The smallest p that the sign test and Wilcoxon's can give with so many pairs: 2·2⁻ⁿ.
  public static double smallestRankP(int pairs) {
    return Math.min(1, 2 * Math.pow(0.5, pairs));
  }

  private static OptionalDouble tTest(double[] differences) {
    boolean equal = Arrays.stream(differences).distinct().count() < 2;
    return equal
        ? OptionalDouble.empty()
        : OptionalDouble.of(TTest.withDefaults().test(differences).getPValue());
  }

  private static OptionalDouble signTest(double[] differences) {
    int positive = (int) Arrays.stream(differences).filter(each -> each > 0).count();
    int negative = (int) Arrays.stream(differences).filter(each -> each < 0).count();
    return positive + negative == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            BinomialTest.withDefaults().test(positive + negative, positive, 0.5).getPValue());
  }

  private static OptionalDouble wilcoxon(double[] differences) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
    boolean exact =
        sizes.length > 0
            && Arrays.stream(sizes).noneMatch(size -> size == 0)
            && Arrays.stream(sizes).distinct().count() == sizes.length;
    return exact
        ? OptionalDouble.of(
            WilcoxonSignedRankTest.withDefaults()
                .with(PValueMethod.EXACT)
                .test(differences)
                .getPValue())
        : OptionalDouble.empty();
  }
}
