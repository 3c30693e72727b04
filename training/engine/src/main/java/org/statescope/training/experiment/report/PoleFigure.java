package org.statescope.training.experiment.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.statescope.training.experiment.evidence.PoleSummary.BeforeAndAfter;
import org.statescope.training.experiment.report.Svg.Anchor;
import org.statescope.training.run.dynamics.DynamicsSnapshot;
import org.statescope.training.run.dynamics.LayerDynamics;

/// The s-plane of all layers before training and after, side by side on the same axes, and above it
/// how many poles there are at each real part: on the real axis thousands lie on top of each other.
final class PoleFigure {
  private static final double WIDTH = 800;
  private static final double[] LEFTS = {56, 456};
  private static final double PANEL = 330;
  private static final double BARS_TOP = 56;
  private static final double BARS_BOTTOM = 116;
  private static final double PLANE_TOP = 124;
  private static final double HIGH_PLANE = 280;

  /// Where every pole is real, the plane needs no height.
  private static final double LOW_PLANE = 60;

  private static final double MARGIN = 0.06;
  private static final int BARS = 48;
  private static final int TICKS = 5;

  /// Poles closer than this, in pixels, are one dot.
  private static final double DOT_GRID = 0.5;

  private final Svg svg;
  private final int colour;
  private final double bottom;
  private final double lowReal;
  private final double highReal;
  private final double highImaginary;
  private final boolean allReal;

  private PoleFigure(String title, int colour, BeforeAndAfter poles, Palette palette) {
    double[] reals = DoubleStream.concat(reals(poles.before()), reals(poles.after())).toArray();
    double largestImaginary =
        DoubleStream.concat(imaginaries(poles.before()), imaginaries(poles.after()))
            .map(Math::abs)
            .max()
            .orElse(0);
    allReal = largestImaginary == 0;
    bottom = PLANE_TOP + (allReal ? LOW_PLANE : HIGH_PLANE);
    svg = new Svg(WIDTH, bottom + 50, title, palette);
    this.colour = colour;
    double smallest = Math.min(0, Arrays.stream(reals).min().orElse(-1));
    double largest = Math.max(0, Arrays.stream(reals).max().orElse(0));
    double length = largest > smallest ? largest - smallest : 1;
    lowReal = smallest - MARGIN * length;
    highReal = largest + MARGIN * length;
    highImaginary = allReal ? 1 : largestImaginary * (1 + 2 * MARGIN);
  }

  static Svg draw(String title, int colour, BeforeAndAfter poles, Palette palette) {
    PoleFigure figure = new PoleFigure(title, colour, poles, palette);
    int highest =
        Math.max(
            Arrays.stream(figure.counts(poles.before())).max().orElse(1),
            Arrays.stream(figure.counts(poles.after())).max().orElse(1));
    figure.panel(LEFTS[0], "before training", poles.before(), highest);
    figure.panel(LEFTS[1], "after step %d".formatted(poles.after().step()), poles.after(), highest);
    return figure.svg;
  }

  private void panel(double left, String name, DynamicsSnapshot snapshot, int highest) {
    Palette palette = svg.palette();
    Scale across = new Scale.Linear(lowReal, highReal, left, left + PANEL, TICKS);
    Scale up = new Scale.Linear(-highImaginary, highImaginary, bottom, PLANE_TOP, TICKS);
    svg.strongText(left, 24, name, Anchor.START, palette.ink(), 14);
    svg.rectangle(
        across.at(0),
        PLANE_TOP,
        left + PANEL - across.at(0),
        bottom - PLANE_TOP,
        palette.grid(),
        0.7);
    grid(left, across, up);
    bars(snapshot, left, highest);
    Set<Long> drawn = new HashSet<>();
    for (LayerDynamics layer : snapshot.layers()) {
      for (int i = 0; i < layer.polesReal().length; i++) {
        double x = across.at(layer.polesReal()[i]);
        double y = up.at(layer.polesImaginary()[i]);
        long place = Math.round(x / DOT_GRID) << Integer.SIZE | Math.round(y / DOT_GRID);
        if (drawn.add(place)) {
          svg.circle(x, y, 3.2, palette.series(colour), 0.75);
        }
      }
    }
  }

  private void grid(double left, Scale across, Scale up) {
    Palette palette = svg.palette();
    for (Scale.Tick tick : across.ticks()) {
      double x = across.at(tick.value());
      svg.line(x, PLANE_TOP, x, bottom, palette.grid(), 1);
      svg.text(x, bottom + 18, tick.label(), Anchor.MIDDLE, palette.faint(), 12);
    }
    if (!allReal) {
      for (Scale.Tick tick : up.ticks()) {
        double y = up.at(tick.value());
        svg.line(left, y, left + PANEL, y, palette.grid(), 1);
        svg.text(left - 8, y + 4, tick.label(), Anchor.END, palette.faint(), 12);
      }
    }
    svg.line(left, up.at(0), left + PANEL, up.at(0), palette.faint(), 1);
    svg.line(across.at(0), BARS_TOP, across.at(0), bottom, palette.ink(), 1.2);
    svg.text(left + PANEL, bottom + 38, "Re λ, 1/s", Anchor.END, palette.faint(), 12);
    if (!allReal) {
      svg.text(left - 8, PLANE_TOP - 4, "Im λ", Anchor.END, palette.faint(), 12);
    }
  }

  private void bars(DynamicsSnapshot snapshot, double left, int highest) {
    int[] counts = counts(snapshot);
    double width = PANEL / BARS;
    for (int bar = 0; bar < BARS; bar++) {
      double height = (BARS_BOTTOM - BARS_TOP) * counts[bar] / highest;
      if (counts[bar] > 0) {
        svg.rectangle(
            left + bar * width,
            BARS_BOTTOM - Math.max(height, 1),
            width - 1,
            Math.max(height, 1),
            svg.palette().series(colour),
            1);
      }
    }
    svg.line(left, BARS_BOTTOM, left + PANEL, BARS_BOTTOM, svg.palette().faint(), 1);
    svg.text(
        left,
        BARS_TOP - 10,
        "poles at this real part, up to %s".formatted(Numbers.count(highest)),
        Anchor.START,
        svg.palette().faint(),
        12);
  }

  private int[] counts(DynamicsSnapshot snapshot) {
    int[] counts = new int[BARS];
    reals(snapshot)
        .forEach(
            real -> {
              int bar = (int) ((real - lowReal) / (highReal - lowReal) * BARS);
              counts[Math.clamp(bar, 0, BARS - 1)]++;
            });
    return counts;
  }

  private static DoubleStream reals(DynamicsSnapshot snapshot) {
    return snapshot.layers().stream().flatMapToDouble(layer -> Arrays.stream(layer.polesReal()));
  }

  private static DoubleStream imaginaries(DynamicsSnapshot snapshot) {
    return snapshot.layers().stream()
        .flatMapToDouble(layer -> Arrays.stream(layer.polesImaginary()));
  }
}
