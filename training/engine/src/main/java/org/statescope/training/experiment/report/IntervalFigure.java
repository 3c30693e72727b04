package org.statescope.training.experiment.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.statescope.training.experiment.evidence.MeanEstimate;
import org.statescope.training.experiment.report.Svg.Anchor;

/// One row for each variant: its seeds as rings, their mean as a disc, the interval as a bar.
final class IntervalFigure {
  private static final double WIDTH = 800;
  private static final double LEFT = 150;
  private static final double RIGHT = 610;
  private static final double TOP = 40;
  private static final double TOP_BELOW_NAMES = 66;
  private static final double ROW = 46;
  private static final double BELOW = 32;
  private static final double MARGIN = 0.08;
  private static final int TICKS = 6;

  /// @param values of the seeds
  /// @param words what the row says at its right end
  record Row(String name, int colour, double[] values, MeanEstimate estimate, String words) {}

  /// On which side of its value a name stands, so that two close ones do not touch.
  enum Side {
    LEFT(4, Anchor.END),
    RIGHT(-4, Anchor.START);

    private final double shift;
    private final Anchor anchor;

    Side(double shift, Anchor anchor) {
      this.shift = shift;
      this.anchor = anchor;
    }
  }

  /// A value to compare with, named above the rows.
  record Reference(double value, String name, Side side) {}

  private IntervalFigure() {}

  static Svg draw(
      String title, String axis, List<Row> rows, List<Reference> references, Palette palette) {
    double top = references.isEmpty() ? TOP : TOP_BELOW_NAMES;
    double bottom = top + ROW * rows.size();
    Svg svg = new Svg(WIDTH, bottom + BELOW, title, palette);
    double[] shown =
        DoubleStream.concat(
                rows.stream().flatMapToDouble(IntervalFigure::extent),
                references.stream().mapToDouble(Reference::value))
            .toArray();
    Scale across =
        Scale.Linear.around(
            Arrays.stream(shown).min().orElse(0),
            Arrays.stream(shown).max().orElse(1),
            MARGIN,
            LEFT,
            RIGHT,
            TICKS);
    svg.strongText(12, 22, axis, Anchor.START, palette.ink(), 14);
    for (Scale.Tick tick : across.ticks()) {
      double x = across.at(tick.value());
      svg.line(x, top, x, bottom, palette.grid(), 1);
      svg.text(x, bottom + 19, tick.label(), Anchor.MIDDLE, palette.faint(), 12);
    }
    svg.line(LEFT, bottom, RIGHT, bottom, palette.faint(), 1);
    for (Reference reference : references) {
      double x = across.at(reference.value());
      svg.dashedLine(x, top - 6, x, bottom, palette.ink());
      svg.text(
          x + reference.side().shift,
          top - 12,
          reference.name(),
          reference.side().anchor,
          palette.ink(),
          12);
    }
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), top + ROW * (i + 0.5), across);
    }
    return svg;
  }

  private static DoubleStream extent(Row row) {
    DoubleStream values = Arrays.stream(row.values());
    return row.estimate() instanceof MeanEstimate.Interval interval
        ? DoubleStream.concat(values, DoubleStream.of(interval.low(), interval.high()))
        : values;
  }

  private static void row(Svg svg, Row row, double y, Scale across) {
    Palette palette = svg.palette();
    String colour = palette.series(row.colour());
    svg.strongText(LEFT - 18, y + 4.5, row.name(), Anchor.END, colour, 13);
    switch (row.estimate()) {
      case MeanEstimate.None _ -> {}
      case MeanEstimate.Single(double mean) -> svg.circle(across.at(mean), y, 5.5, colour, 1);
      case MeanEstimate.Interval interval -> {
        svg.line(across.at(interval.low()), y, across.at(interval.high()), y, colour, 3);
        for (double value : row.values()) {
          svg.ring(across.at(value), y - 11, 3.2, colour);
        }
        svg.circle(across.at(interval.mean()), y, 5.5, colour, 1);
      }
    }
    svg.text(RIGHT + 16, y + 4.5, row.words(), Anchor.START, palette.ink(), 12.5);
  }
}
