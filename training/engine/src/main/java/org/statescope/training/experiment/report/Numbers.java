package org.statescope.training.experiment.report;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.statescope.training.experiment.evidence.MeanEstimate;

/// Numbers in the words of the page.
final class Numbers {
  static final String NOT_MEASURED = "not measured";
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final double SMALLEST_SHOWN_P = 0.001;

  private Numbers() {}

  static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value)
        .replace(',', ' ')
        .replace('-', '−');
  }

  static String count(long value) {
    return fixed(value, 0);
  }

  static String signedPercent(double value) {
    return String.format(Locale.ROOT, "%+.2f %%", value).replace('-', '−');
  }

  /// `3.99 ± 0.05`: the half length of the interval, where there is one.
  static String estimate(MeanEstimate estimate, int decimals) {
    return switch (estimate) {
      case MeanEstimate.None _ -> NOT_MEASURED;
      case MeanEstimate.Single(double mean) -> fixed(mean, decimals);
      case MeanEstimate.Interval interval ->
          "%s ± %s"
              .formatted(
                  fixed(interval.mean(), decimals),
                  fixed(interval.high() - interval.mean(), decimals));
    };
  }

  static String percentEstimate(MeanEstimate estimate) {
    return switch (estimate) {
      case MeanEstimate.None _ -> NOT_MEASURED;
      case MeanEstimate.Single(double mean) -> signedPercent(mean);
      case MeanEstimate.Interval interval ->
          "%s (%s to %s)"
              .formatted(
                  signedPercent(interval.mean()),
                  signedPercent(interval.low()),
                  signedPercent(interval.high()));
    };
  }

  static String probability(OptionalDouble p) {
    if (p.isEmpty()) {
      return "not defined";
    }
    return p.getAsDouble() < SMALLEST_SHOWN_P ? "< 0.001" : fixed(p.getAsDouble(), 3);
  }

  static String megabytes(OptionalLong bytes) {
    return bytes.isPresent()
        ? fixed(bytes.getAsLong() / BYTES_PER_MEGABYTE, 0) + " MB"
        : NOT_MEASURED;
  }

  /// Three significant digits, for poles and step sizes.
  static String significant(double value) {
    if (value == 0) {
      return "0";
    }
    String text = String.format(Locale.ROOT, "%.3g", value);
    return text.replace('-', '−');
  }
}
