package org.statescope.training.experiment.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.statescope.training.experiment.report.Svg.Anchor;
import org.statescope.training.experiment.report.Svg.Point;

/// Curves over training: each seed thin, the mean of a variant bold, its name at the curve's end.
final class CurveFigure {
  private static final double WIDTH = 800;
  private static final double HEIGHT = 400;
  private static final double LEFT = 52;
  private static final double RIGHT = 652;
  private static final double TOP = 44;
  private static final double BOTTOM = 352;
  private static final double LABEL_DISTANCE = 18;
  private static final double MARGIN = 0.04;
  private static final int TICKS = 6;

  /// Points of one curve, in its own units.
  record Line(double[] x, double[] y) {}

  /// A variant: its seeds, and their mean.
  record Series(String name, int colour, List<Line> seeds, Line mean) {}

  /// How the vertical axis is divided.
  enum Division {
    LINEAR,
    LOGARITHMIC
  }

  private CurveFigure() {}

  static Svg draw(
      String title,
      String horizontal,
      String vertical,
      Division division,
      List<Series> series,
      Palette palette) {
    Svg svg = new Svg(WIDTH, HEIGHT, title, palette);
    double[] x = all(series, true);
    double[] y = all(series, false);
    Scale across = new Scale.Linear(0, Arrays.stream(x).max().orElse(1), LEFT, RIGHT, TICKS);
    Scale up = vertical(division, y);
    axes(svg, across, up, horizontal, vertical);
    for (Series one : series) {
      for (Line seed : one.seeds()) {
        svg.polyline(points(seed, across, up), palette.series(one.colour()), 1, 0.4);
      }
    }
    for (Series one : series) {
      svg.polyline(points(one.mean(), across, up), palette.series(one.colour()), 2.4, 1);
    }
    labels(svg, series, across, up);
    return svg;
  }

  private static Scale vertical(Division division, double[] values) {
    double smallest = Arrays.stream(values).min().orElse(1);
    double largest = Arrays.stream(values).max().orElse(2);
    return switch (division) {
      case LINEAR -> Scale.Linear.around(smallest, largest, MARGIN, BOTTOM, TOP, TICKS);
      case LOGARITHMIC -> {
        double ratio = Math.max(largest / smallest, 1 + MARGIN);
        double margin = Math.pow(ratio, MARGIN);
        yield new Scale.Logarithmic(smallest / margin, smallest * ratio * margin, BOTTOM, TOP);
      }
    };
  }

  private static double[] all(List<Series> series, boolean horizontal) {
    return series.stream()
        .flatMap(one -> one.seeds().stream())
        .flatMapToDouble(line -> Arrays.stream(horizontal ? line.x() : line.y()))
        .toArray();
  }

  private static void axes(Svg svg, Scale across, Scale up, String horizontal, String vertical) {
    Palette palette = svg.palette();
    for (Scale.Tick tick : up.ticks()) {
      double y = up.at(tick.value());
      svg.line(LEFT, y, RIGHT, y, palette.grid(), 1);
      svg.text(LEFT - 8, y + 4, tick.label(), Anchor.END, palette.faint(), 12);
    }
    svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, palette.faint(), 1);
    for (Scale.Tick tick : across.ticks()) {
      double x = across.at(tick.value());
      svg.line(x, BOTTOM, x, BOTTOM + 4, palette.faint(), 1);
      svg.text(x, BOTTOM + 19, tick.label(), Anchor.MIDDLE, palette.faint(), 12);
    }
    svg.text(RIGHT, BOTTOM + 40, horizontal, Anchor.END, palette.faint(), 12);
    svg.strongText(LEFT - 40, 22, vertical, Anchor.START, palette.ink(), 14);
  }

  private static List<Point> points(Line line, Scale across, Scale up) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < line.x().length; i++) {
      points.add(new Point(across.at(line.x()[i]), up.at(line.y()[i])));
    }
    return points;
  }

  /// Names beside the ends of their curves, pushed down where they would touch and joined to their
  /// end by a thin line.
  private static void labels(Svg svg, List<Series> series, Scale across, Scale up) {
    List<Series> byHeight = new ArrayList<>(series);
    byHeight.sort(Comparator.comparingDouble(one -> up.at(last(one.mean().y()))));
    double free = TOP;
    double excess =
        Math.max(
            0,
            up.at(last(byHeight.getLast().mean().y()))
                + LABEL_DISTANCE * (byHeight.size() - 1)
                - BOTTOM);
    for (Series one : byHeight) {
      double x = across.at(last(one.mean().x()));
      double end = up.at(last(one.mean().y()));
      double y = Math.max(free, end - excess);
      String colour = svg.palette().series(one.colour());
      svg.line(x + 4, end, x + 16, y, colour, 1);
      svg.strongText(x + 20, y + 4, one.name(), Anchor.START, colour, 13);
      free = y + LABEL_DISTANCE;
    }
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }
}
