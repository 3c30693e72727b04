package org.statescope.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/// The stability region, its boundary, and lines of equal damping ratio ζ and natural frequency ωₙ.
///
/// s = ωₙ(−ζ ± i√(1 − ζ²)) in the s-plane, z = exp(s) with ωₙ in radians per token in the z-plane.
final class DampingGrid extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1L;
  static final double[] DAMPING_RATIOS = {0.1, 0.3, 0.5, 0.7, 0.9};
  private static final int CURVE_POINTS = 64;
  private static final int Z_FREQUENCIES = 10;
  private static final double SMALLEST_LABELLED = 200;
  private static final double LABEL_DISTANCE = 34;
  private static final BasicStroke HAIRLINE = new BasicStroke(1f);
  private static final BasicStroke BOUNDARY = new BasicStroke(1.3f);

  private final Plane plane;
  private transient ChartColours colours = ChartColours.LIGHT;
  private boolean gridShown = true;

  DampingGrid(Plane plane) {
    this.plane = plane;
  }

  void dress(ChartColours colours) {
    this.colours = colours;
  }

  void setGridShown(boolean gridShown) {
    this.gridShown = gridShown;
  }

  boolean isGridShown() {
    return gridShown;
  }

  @Override
  public void draw(
      Graphics2D g,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis xAxis,
      ValueAxis yAxis,
      int index,
      PlotRenderingInfo info) {
    Painter painter = new Painter(g, plot, area, xAxis, yAxis);
    switch (plane) {
      case S -> painter.continuous();
      case Z -> painter.discrete();
    }
  }

  private final class Painter {
    private final Graphics2D g;
    private final XYPlot plot;
    private final Rectangle2D area;
    private final ValueAxis xAxis;
    private final ValueAxis yAxis;
    private final Color grid = Colours.awt(colours.grid());
    private double lastLabelX = Double.NEGATIVE_INFINITY;
    private double lastLabelY = Double.NEGATIVE_INFINITY;
    private final Color text = Colours.awt(colours.faintText());

    Painter(Graphics2D g, XYPlot plot, Rectangle2D area, ValueAxis xAxis, ValueAxis yAxis) {
      this.g = g;
      this.plot = plot;
      this.area = area;
      this.xAxis = xAxis;
      this.yAxis = yAxis;
      g.setFont(ChartStyle.noteFont());
    }

    void continuous() {
      double zero = Math.clamp(x(0), area.getMinX(), area.getMaxX());
      g.setPaint(Colours.awt(colours.stable()));
      g.fill(
          new Rectangle2D.Double(area.getX(), area.getY(), zero - area.getX(), area.getHeight()));
      realAxis();
      double left = Math.max(0, -xAxis.getLowerBound());
      double up = Math.max(Math.abs(yAxis.getUpperBound()), Math.abs(yAxis.getLowerBound()));
      if (gridShown && left > 0) {
        double reach = Math.hypot(left, up);
        double step = LogarithmicAxis.roundStep(Math.max(left, up) / 4);
        for (double frequency = step; frequency <= reach; frequency += step) {
          frequencyArc(frequency);
        }
        for (double damping : DAMPING_RATIOS) {
          dampingRay(damping, reach);
        }
      }
      line(0, yAxis.getLowerBound(), 0, yAxis.getUpperBound(), BOUNDARY);
    }

    void discrete() {
      Path2D circle = curve(0, 2 * Math.PI, Math::cos, Math::sin);
      g.setPaint(Colours.awt(colours.stable()));
      g.fill(circle);
      realAxis();
      if (gridShown) {
        for (double damping : DAMPING_RATIOS) {
          dampingSpiral(damping);
        }
        for (int k = 1; k <= Z_FREQUENCIES; k++) {
          frequencyCurve(k);
        }
      }
      g.setPaint(Colours.awt(colours.boundary()));
      g.setStroke(BOUNDARY);
      g.draw(circle);
    }

    private void realAxis() {
      g.setPaint(grid);
      g.setStroke(HAIRLINE);
      g.draw(path(new double[] {xAxis.getLowerBound(), xAxis.getUpperBound()}, new double[2]));
    }

    private void frequencyArc(double frequency) {
      g.setPaint(grid);
      g.setStroke(HAIRLINE);
      g.draw(
          curve(
              Math.PI / 2,
              3 * Math.PI / 2,
              angle -> frequency * Math.cos(angle),
              angle -> frequency * Math.sin(angle)));
      label(TickFormat.text(frequency), x(0) + 4, y(frequency) + 4);
    }

    private void dampingRay(double damping, double reach) {
      double re = -damping;
      double im = Math.sqrt(1 - damping * damping);
      g.setPaint(grid);
      g.setStroke(HAIRLINE);
      for (int sign : new int[] {1, -1}) {
        g.draw(path(new double[] {0, reach * re}, new double[] {0, sign * reach * im}));
      }
      rayLabel(damping);
    }

    /// Where the ray leaves the plot, unless the label of the ray before stands there.
    private void rayLabel(double damping) {
      double dx = x(-damping) - x(0);
      double dy = y(Math.sqrt(1 - damping * damping)) - y(0);
      double room = Math.min((area.getMinX() + 6 - x(0)) / dx, (area.getMinY() + 14 - y(0)) / dy);
      double labelX = x(0) + room * dx;
      double labelY = y(0) + room * dy;
      boolean free = Math.hypot(labelX - lastLabelX, labelY - lastLabelY) > LABEL_DISTANCE;
      if (free && x(0) - labelX > LABEL_DISTANCE) {
        label("ζ " + TickFormat.text(damping), labelX + 3, labelY);
        lastLabelX = labelX;
        lastLabelY = labelY;
      }
    }

    private void dampingSpiral(double damping) {
      double root = Math.sqrt(1 - damping * damping);
      g.setPaint(grid);
      g.setStroke(HAIRLINE);
      for (int sign : new int[] {1, -1}) {
        g.draw(
            curve(
                0,
                Math.PI,
                angle -> Math.exp(-damping / root * angle) * Math.cos(angle),
                angle -> sign * Math.exp(-damping / root * angle) * Math.sin(angle)));
      }
      double angle = 0.62 * Math.PI * root;
      double radius = Math.exp(-damping / root * angle);
      label(
          "ζ " + TickFormat.text(damping),
          x(radius * Math.cos(angle)) + 2,
          y(radius * Math.sin(angle)) - 2);
    }

    private void frequencyCurve(int tenths) {
      double frequency = tenths * Math.PI / Z_FREQUENCIES;
      g.setPaint(grid);
      g.setStroke(HAIRLINE);
      for (int sign : new int[] {1, -1}) {
        g.draw(
            curve(
                0,
                Math.PI / 2,
                angle ->
                    Math.exp(-frequency * Math.sin(angle)) * Math.cos(frequency * Math.cos(angle)),
                angle ->
                    sign
                        * Math.exp(-frequency * Math.sin(angle))
                        * Math.sin(frequency * Math.cos(angle))));
      }
      if (tenths % 2 == 0) {
        String text =
            tenths == Z_FREQUENCIES ? "π" : TickFormat.text((double) tenths / Z_FREQUENCIES) + "π";
        double outside = 1.03;
        double shift = Math.cos(frequency) < 0 ? -18 * Math.abs(Math.cos(frequency)) : 0;
        label(text, x(outside * Math.cos(frequency)) + shift, y(outside * Math.sin(frequency)) - 1);
      }
    }

    private void line(double x1, double y1, double x2, double y2, BasicStroke stroke) {
      g.setPaint(Colours.awt(colours.boundary()));
      g.setStroke(stroke);
      g.draw(path(new double[] {x1, x2}, new double[] {y1, y2}));
    }

    private void label(String words, double x, double y) {
      boolean room =
          area.getWidth() >= SMALLEST_LABELLED && area.getHeight() >= SMALLEST_LABELLED / 2;
      if (room && area.contains(x, y - 8) && area.contains(x + 18, y)) {
        g.setPaint(text);
        g.drawString(words, (float) x, (float) y);
      }
    }

    private Path2D curve(
        double from,
        double to,
        java.util.function.DoubleUnaryOperator re,
        java.util.function.DoubleUnaryOperator im) {
      double[] xs = new double[CURVE_POINTS + 1];
      double[] ys = new double[CURVE_POINTS + 1];
      for (int i = 0; i <= CURVE_POINTS; i++) {
        double at = from + (to - from) * i / CURVE_POINTS;
        xs[i] = re.applyAsDouble(at);
        ys[i] = im.applyAsDouble(at);
      }
      return path(xs, ys);
    }

    private Path2D path(double[] xs, double[] ys) {
      Path2D path = new Path2D.Double();
      path.moveTo(x(xs[0]), y(ys[0]));
      for (int i = 1; i < xs.length; i++) {
        path.lineTo(x(xs[i]), y(ys[i]));
      }
      return path;
    }

    private double x(double value) {
      return xAxis.valueToJava2D(value, area, plot.getDomainAxisEdge());
    }

    private double y(double value) {
      return yAxis.valueToJava2D(value, area, plot.getRangeAxisEdge());
    }
  }
}
