package org.statescope.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.statescope.app.texts.Texts;
import org.statescope.app.workspace.Curve;
import org.statescope.app.workspace.RunReading;
import org.statescope.training.run.event.Tags;

/// What runs reached: each scalar at its last point, at its best and at a chosen step.
public final class MetricTable {
  /// Which point of a curve a row shows.
  public enum Point {
    LAST,
    BEST,
    AT_STEP
  }

  /// @param values one for each run; empty where the run has no such point
  public record Row(String metric, Point point, List<OptionalDouble> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  private record Metric(String key, String tag, Function<Curve, OptionalDouble> best) {}

  private static final List<Metric> METRICS =
      List.of(
          new Metric("compare.validationPerplexity", Tags.VALIDATION_PERPLEXITY, Curve::lowest),
          new Metric("compare.validationLoss", Tags.VALIDATION_LOSS, Curve::lowest),
          new Metric("compare.trainLoss", Tags.TRAIN_LOSS, Curve::lowest),
          new Metric("compare.speed", Tags.TOKENS_PER_SECOND, Curve::highest));

  private MetricTable() {}

  /// The rows, grouped by metric.
  public static List<Row> of(List<RunReading.Readable> runs, long step) {
    List<Row> rows = new ArrayList<>();
    for (Metric metric : METRICS) {
      for (Point point : Point.values()) {
        rows.add(
            new Row(
                Texts.text(metric.key()),
                point,
                runs.stream()
                    .map(run -> value(run.curve(metric.tag()), metric, point, step))
                    .toList()));
      }
    }
    return rows;
  }

  private static OptionalDouble value(Curve curve, Metric metric, Point point, long step) {
    return switch (point) {
      case LAST -> curve.last();
      case BEST -> metric.best().apply(curve);
      case AT_STEP -> curve.at(step);
    };
  }

  /// Which point that is; the step is said where it was chosen.
  public static String words(Point point, long step) {
    return switch (point) {
      case LAST -> Texts.text("compare.last");
      case BEST -> Texts.text("compare.best");
      case AT_STEP -> Texts.text("compare.atStep", String.format(Locale.ROOT, "%,d", step));
    };
  }

  /// Four significant digits; a dash where there is no value.
  public static String words(OptionalDouble value) {
    if (value.isEmpty()) {
      return "—";
    }
    double number = value.getAsDouble();
    return Math.abs(number) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", number).replace('-', '−')
        : String.format(Locale.ROOT, "%.4g", number).replace('-', '−');
  }
}
