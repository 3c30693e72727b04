package org.statescope.app.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jspecify.annotations.Nullable;

/// Axes on paper with rectangles between them: what bars and heat maps become outside the window.
final class GridFigure {
  private GridFigure() {}

  /// A rectangle between two places of each axis.
  record Box(double left, double right, double bottom, double top, Color colour) {}

  /// Draws the boxes; those beyond the axes are cut.
  static Figure.Drawing of(XYPlot shown, boolean logarithmic, Iterable<Box> boxes) {
    Range x = shown.getDomainAxis().getRange();
    Range y = shown.getRangeAxis().getRange();
    boolean inverted = shown.getRangeAxis().isInverted();
    String xLabel = shown.getDomainAxis().getLabel();
    String yLabel = shown.getRangeAxis().getLabel();
    return (g, area) -> {
      RoundAxis across = whole(new RoundAxis());
      ValueAxis up = logarithmic ? new LogarithmicAxis() : new RoundAxis();
      if (inverted && up instanceof RoundAxis round) {
        whole(round);
      }
      dress(across, xLabel, x);
      dress(up, yLabel, y);
      up.setInverted(inverted);
      XYPlot plot = new XYPlot(null, across, up, null);
      plot.setDomainGridlinesVisible(false);
      plot.setRangeGridlinesVisible(!inverted);
      JFreeChart chart = new JFreeChart(null, null, plot, false);
      ChartStyle.apply(chart, plot, ChartColours.LIGHT);
      ChartRenderingInfo info = new ChartRenderingInfo(null);
      chart.draw(g, area, null, info);
      draw(g, plot, info.getPlotInfo().getDataArea(), boxes);
    };
  }

  private static RoundAxis whole(RoundAxis axis) {
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    return axis;
  }

  private static void dress(ValueAxis axis, @Nullable String label, Range range) {
    axis.setLabel(label);
    axis.setRange(range, false, false);
  }

  private static void draw(Graphics2D g, XYPlot plot, Rectangle2D area, Iterable<Box> boxes) {
    for (Box box : boxes) {
      double left = pixel(plot.getDomainAxis(), box.left, area, plot, true);
      double right = pixel(plot.getDomainAxis(), box.right, area, plot, true);
      double one = pixel(plot.getRangeAxis(), box.bottom, area, plot, false);
      double other = pixel(plot.getRangeAxis(), box.top, area, plot, false);
      Rectangle2D whole =
          new Rectangle2D.Double(left, Math.min(one, other), right - left, Math.abs(one - other));
      Rectangle2D inside = whole.createIntersection(area);
      if (!inside.isEmpty()) {
        g.setPaint(box.colour);
        g.fill(inside);
      }
    }
  }

  private static double pixel(
      ValueAxis axis, double value, Rectangle2D area, XYPlot plot, boolean across) {
    double inside = axis.getRange().constrain(value);
    return axis.valueToJava2D(
        inside, area, across ? plot.getDomainAxisEdge() : plot.getRangeAxisEdge());
  }
}
