package org.statescope.app.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.statescope.app.seeds.MeanInterval;
import org.statescope.app.seeds.PairedTest;
import org.statescope.app.texts.Texts;

/// The statistics of a few seeds as they are shown.
public final class SeedWords {
  /// Below it a p is told as smaller than this.
  private static final double SMALLEST_TOLD = 1e-4;

  private SeedWords() {}

  /// The mean, and half of the interval with as many digits as fit the eye.
  public static String interval(Optional<MeanInterval> value) {
    return value
        .map(
            interval ->
                MetricTable.words(OptionalDouble.of(interval.mean()))
                    + " ± "
                    + half(interval.half()))
        .orElse("—");
  }

  /// Two digits, and never in a programmer's notation: 460, 2.1, 0.0038.
  private static String half(double half) {
    if (half >= 100) {
      return String.format(Locale.ROOT, "%,.0f", half);
    }
    return half == 0 ? "0" : new BigDecimal(half).round(new MathContext(2)).toPlainString();
  }

  /// The p of a test and how many seeds it is from.
  public static String probability(PairedTest test) {
    OptionalDouble p = test.probability();
    String words =
        p.isEmpty()
            ? "p —"
            : p.getAsDouble() < SMALLEST_TOLD
                ? "p < 0.0001"
                : String.format(Locale.ROOT, "p = %.2g", p.getAsDouble());
    return Texts.text("compare.paired.seeds", words, test.difference().size());
  }
}
