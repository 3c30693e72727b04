package org.statescope.app.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;

/// Draws what a pole map showed in a chart of its own, in the colours of paper: every pole a cross
/// of two lines, every trail a line.
///
/// @param trails lines over whatever the poles are drawn as
/// @param window the visible part of the plane
record PoleFigure(
    Plane plane,
    PoleScene scene,
    List<PoleScene.Path> trails,
    PoleContours contours,
    PoleWindow window,
    boolean gridShown,
    String realLabel,
    String imaginaryLabel)
    implements Figure.Drawing {
  private static final BasicStroke TRAIL = new BasicStroke(1f);
  private static final BasicStroke RANGE = new BasicStroke(1.2f);
  private static final Font LEVEL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
  private static final double LEGEND_MARGIN = 8;
  private static final long MOST_SEGMENTS = 100_000;
  private static final double RANGE_OPACITY = 0.55;

  @Override
  public void draw(Graphics2D g, Rectangle2D area) {
    ValueAxis real = new RoundAxis();
    ValueAxis imaginary = new RoundAxis();
    real.setLabel(realLabel);
    imaginary.setLabel(imaginaryLabel);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    DampingGrid grid = new DampingGrid(plane);
    grid.dress(ChartColours.LIGHT);
    grid.setGridShown(gridShown);
    renderer.addAnnotation(grid, Layer.BACKGROUND);
    XYPlot plot = new XYPlot(null, real, imaginary, renderer);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    real.setRange(window.x(), false, false);
    imaginary.setRange(window.y(), false, false);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    ChartStyle.apply(chart, plot, ChartColours.LIGHT);
    ChartRenderingInfo info = new ChartRenderingInfo(null);
    chart.draw(g, area, null, info);
    drawPoles(g, info.getPlotInfo().getDataArea());
  }

  private void drawPoles(Graphics2D g, Rectangle2D area) {
    Shape clip = g.getClip();
    g.clip(area);
    PoleLayer.Mapping mapping = PoleLayer.Mapping.of(window, area);
    Color[] palette =
        scene.colours().stream()
            .map(colour -> colour.apply(ChartColours.LIGHT))
            .toArray(Color[]::new);
    drawContours(g, area, mapping);
    boolean wholeTrails =
        (long) scene.now().size() * scene.past().size() <= PoleLayer.MOST_SEGMENTS;
    Optional<PoleDensity> density = PoleLayer.density(scene.now(), mapping, area);
    boolean dense = density.isPresent() && density.get().isDense();
    if (dense) {
      drawRanges(g, area, mapping, palette);
      drawCounts(g, area, density.orElseThrow());
    } else {
      drawTrails(g, area, mapping, palette);
      drawRanges(g, area, mapping, palette);
      drawMarks(g, area, mapping, palette);
    }
    if (dense || !wholeTrails) {
      drawPaths(g, area, mapping, palette, trails, 1);
    }
    g.setClip(clip);
  }

  private void drawContours(Graphics2D g, Rectangle2D area, PoleLayer.Mapping mapping) {
    List<PoleContours.Level> levels = contours.levels();
    Color colour = ChartColours.LIGHT.text();
    g.setStroke(TRAIL);
    for (int i = 0; i < levels.size(); i++) {
      Path2D path = new Path2D.Double();
      double[] ends = levels.get(i).segments();
      for (int k = 0; k < ends.length; k += 4) {
        path.moveTo(x(area, mapping, ends[k]), y(area, mapping, ends[k + 1]));
        path.lineTo(x(area, mapping, ends[k + 2]), y(area, mapping, ends[k + 3]));
      }
      g.setPaint(Colours.awt(Colours.faded(colour, ContourLayer.opacity(i, levels.size()))));
      g.draw(path);
    }
    g.setFont(LEVEL);
    g.setPaint(Colours.awt(colour));
    double height = g.getFontMetrics().getHeight();
    double width =
        levels.stream()
            .mapToDouble(level -> g.getFontMetrics().stringWidth(level.words()))
            .max()
            .orElse(0);
    for (ContourLabels.Place place : ContourLabels.of(contours, mapping, area, width, height)) {
      g.drawString(
          place.words(),
          (float) (area.getX() + place.x() - width / 2),
          (float) (area.getY() + place.y() - 2));
    }
  }

  /// As many squares as the screen has, each a rectangle, and in words what their colours mean.
  private static void drawCounts(Graphics2D g, Rectangle2D area, PoleDensity density) {
    double side = PoleDensity.CELL;
    for (int row = 0; row < density.rows(); row++) {
      for (int column = 0; column < density.columns(); column++) {
        int count = density.count(row, column);
        if (count > 0) {
          double position = density.position(count);
          g.setPaint(Colours.awt(DensityScale.at(position, ChartColours.LIGHT)));
          g.fill(
              new Rectangle2D.Double(
                  area.getX() + side * column, area.getY() + side * row, side, side));
        }
      }
    }
    g.setFont(LEVEL);
    double x = area.getX() + LEGEND_MARGIN;
    double y = area.getMaxY() - LEGEND_MARGIN;
    String least = DensityScale.leastWords();
    g.setPaint(Colours.awt(DensityScale.at(0, ChartColours.LIGHT)));
    g.drawString(least, (float) x, (float) y);
    g.setPaint(Colours.awt(DensityScale.at(1, ChartColours.LIGHT)));
    g.drawString(
        "… " + DensityScale.mostWords(density.most()),
        (float) (x + g.getFontMetrics().stringWidth(least + " ")),
        (float) y);
  }

  private void drawTrails(
      Graphics2D g, Rectangle2D area, PoleLayer.Mapping mapping, Color[] palette) {
    List<PoleCloud> past = thinned(scene.past());
    g.setStroke(TRAIL);
    for (int age = 0; age < past.size(); age++) {
      PoleCloud from = past.get(age);
      PoleCloud to = age + 1 < past.size() ? past.get(age + 1) : scene.now();
      for (int group = 0; group < palette.length; group++) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < from.size(); i++) {
          if (to.group()[i] == group) {
            path.moveTo(x(area, mapping, from.real()[i]), y(area, mapping, from.imaginary()[i]));
            path.lineTo(x(area, mapping, to.real()[i]), y(area, mapping, to.imaginary()[i]));
          }
        }
        if (path.getCurrentPoint() != null) {
          double opacity = PoleLayer.trailOpacity(age, past.size());
          g.setPaint(Colours.awt(Colours.faded(palette[group], opacity)));
          g.draw(path);
        }
      }
    }
  }

  /// A trail of fewer, longer pieces where there are too many: it passes through fewer snapshots.
  private static List<PoleCloud> thinned(List<PoleCloud> past) {
    if (past.isEmpty()) {
      return past;
    }
    long segments = (long) past.size() * past.getFirst().size();
    int stride = (int) Math.max(1, Math.ceilDiv(segments, MOST_SEGMENTS));
    return IntStream.range(0, past.size())
        .filter(age -> age % stride == 0)
        .mapToObj(past::get)
        .toList();
  }

  private void drawRanges(
      Graphics2D g, Rectangle2D area, PoleLayer.Mapping mapping, Color[] palette) {
    drawPaths(g, area, mapping, palette, scene.paths(), RANGE_OPACITY);
  }

  private static void drawPaths(
      Graphics2D g,
      Rectangle2D area,
      PoleLayer.Mapping mapping,
      Color[] palette,
      List<PoleScene.Path> paths,
      double opacity) {
    g.setStroke(RANGE);
    for (PoleScene.Path each : paths) {
      Path2D path = new Path2D.Double();
      for (int i = 0; i < each.real().length; i++) {
        double x = x(area, mapping, each.real()[i]);
        double y = y(area, mapping, each.imaginary()[i]);
        if (i == 0) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      g.setPaint(Colours.awt(Colours.faded(palette[each.group()], opacity)));
      g.draw(path);
    }
  }

  private void drawMarks(
      Graphics2D g, Rectangle2D area, PoleLayer.Mapping mapping, Color[] palette) {
    PoleCloud now = scene.now();
    PoleLayer.MarkStyle style = PoleLayer.MarkStyle.of(now.size());
    double reach = style.radius();
    g.setStroke(new BasicStroke((float) style.thickness()));
    for (int i = 0; i < now.size(); i++) {
      double x = x(area, mapping, now.real()[i]);
      double y = y(area, mapping, now.imaginary()[i]);
      if (area.contains(x, y)) {
        g.setPaint(Colours.awt(Colours.faded(palette[now.group()[i]], style.opacity())));
        g.draw(new Line2D.Double(x - reach, y - reach, x + reach, y + reach));
        g.draw(new Line2D.Double(x - reach, y + reach, x + reach, y - reach));
      }
    }
  }

  private static double x(Rectangle2D area, PoleLayer.Mapping mapping, double real) {
    return area.getX() + mapping.x(real);
  }

  private static double y(Rectangle2D area, PoleLayer.Mapping mapping, double imaginary) {
    return area.getY() + mapping.y(imaginary);
  }
}
