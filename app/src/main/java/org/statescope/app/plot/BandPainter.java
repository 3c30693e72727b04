package org.statescope.app.plot;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/// Fills the bands of a line plot, behind its curves.
final class BandPainter extends AbstractXYAnnotation {
  private static final long serialVersionUID = 1L;
  private static final double OPACITY = 0.2;

  private transient List<Prepared.Shade> shades = List.of();
  private transient ChartColours colours = ChartColours.LIGHT;

  void show(List<Prepared.Shade> shades) {
    this.shades = shades;
  }

  void dress(ChartColours colours) {
    this.colours = colours;
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
    for (Prepared.Shade shade : shades) {
      Path2D path = new Path2D.Double();
      Envelope high = shade.high();
      Envelope low = shade.low();
      for (int i = 0; i < high.x().length; i++) {
        double x = xAxis.valueToJava2D(high.x()[i], area, plot.getDomainAxisEdge());
        double y = y(high.y()[i], plot, yAxis, area);
        if (i == 0) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      for (int i = low.x().length - 1; i >= 0; i--) {
        path.lineTo(
            xAxis.valueToJava2D(low.x()[i], area, plot.getDomainAxisEdge()),
            y(low.y()[i], plot, yAxis, area));
      }
      if (path.getCurrentPoint() != null) {
        path.closePath();
        g.setPaint(Colours.awt(Colours.faded(colours.series(shade.colour()), OPACITY)));
        g.fill(path);
      }
    }
  }

  /// An edge beyond the plot lies on its border: a logarithmic axis has no place for what is not
  /// positive.
  private static double y(double value, XYPlot plot, ValueAxis axis, Rectangle2D area) {
    double inside = Math.clamp(value, axis.getLowerBound(), axis.getUpperBound());
    return axis.valueToJava2D(inside, area, plot.getRangeAxisEdge());
  }
}
