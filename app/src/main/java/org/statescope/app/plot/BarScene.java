package org.statescope.app.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import javafx.scene.paint.Color;
import org.jfree.data.Range;

/// What a plot of bars draws: one group of bars for each place, one bar of each series in it.
///
/// @param logarithmic whether values are read by their decades; a value of 0 then has no bar and is
///   written as 0
/// @param series the bars, all of one length
/// @param words what a place says when it is pointed at
public record BarScene(boolean logarithmic, List<Series> series, IntFunction<String> words) {
  /// Values further below the largest than this are all drawn at the bottom.
  private static final double DEEPEST = 1e-40;

  public static final BarScene EMPTY = new BarScene(true, List.of(), place -> "");

  public BarScene {
    series = List.copyOf(series);
    for (Series each : series) {
      if (each.values.length != series.getFirst().values.length) {
        throw new IllegalArgumentException(
            "The series of a bar plot hold %d and %d values but need one for each place"
                .formatted(series.getFirst().values.length, each.values.length));
      }
    }
  }

  /// One colour of bars.
  ///
  /// @param colour by the theme
  public record Series(double[] values, Function<ChartColours, Color> colour) {}

  /// How many groups of bars stand beside one another.
  public int places() {
    return series.isEmpty() ? 0 : series.getFirst().values.length;
  }

  /// The values to show, with those in `also` among them.
  Range values(double... also) {
    double[] all =
        DoubleStream.concat(
                series.stream().flatMapToDouble(each -> Arrays.stream(each.values)),
                Arrays.stream(also))
            .filter(Double::isFinite)
            .toArray();
    if (!logarithmic) {
      double size = Arrays.stream(all).map(Math::abs).max().orElse(1);
      double most = size == 0 ? 1 : 1.1 * size;
      boolean signed = Arrays.stream(all).anyMatch(value -> value < 0);
      return new Range(signed ? -most : 0, most);
    }
    double most = Arrays.stream(all).filter(value -> value > 0).max().orElse(1);
    double least =
        Arrays.stream(all).filter(value -> value > DEEPEST * most).min().orElse(most / 10);
    return new Range(Math.min(least, most / 10) / 4, most * 4);
  }
}
