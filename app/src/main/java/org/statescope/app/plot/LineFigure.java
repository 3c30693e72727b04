package org.statescope.app.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.data.Range;

/// Draws what a line plot showed in a chart of its own, in the colours of paper.
///
/// @param prepared the strokes of the visible range
/// @param x visible range
/// @param y visible range
/// @param xLabel what the x axis counts
/// @param decades whether x is the common logarithm of what the axis shows
record LineFigure(
    Prepared prepared, Range x, Range y, boolean logarithmic, String xLabel, boolean decades)
    implements Figure.Drawing {

  @Override
  public void draw(Graphics2D g, Rectangle2D area) {
    PreparedDataset dataset = new PreparedDataset();
    dataset.show(prepared);
    CurveRenderer renderer = new CurveRenderer();
    renderer.dress(ChartColours.LIGHT);
    renderer.show(prepared.strokes());
    BandPainter bands = new BandPainter();
    bands.show(prepared.shades());
    renderer.addAnnotation(bands, Layer.BACKGROUND);
    ValueAxis values = logarithmic ? new LogarithmicAxis() : new RoundAxis();
    ValueAxis positions = decades ? new DecadeAxis() : new RoundAxis();
    positions.setLabel(xLabel);
    XYPlot plot = new XYPlot(dataset, positions, values, renderer);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    positions.setRange(x, false, false);
    values.setRange(y, false, false);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    ChartStyle.apply(chart, plot, ChartColours.LIGHT);
    chart.draw(g, area);
  }

  /// The legend of curves: each label once, in the order of the curves.
  static List<Figure.Entry> legend(List<Prepared.Smoothed> curves) {
    return curves.stream()
        .map(Prepared.Smoothed::curve)
        .map(curve -> Figure.Entry.ofRun(curve.label(), curve.colour()))
        .distinct()
        .toList();
  }

  /// Every point of every curve, as it was measured and as it was smoothed.
  record Numbers(List<Prepared.Smoothed> curves, String xLabel, boolean decades)
      implements FigureTable {
    @Override
    public List<String> header() {
      return List.of("run", "quantity", xLabel, "value", "smoothed");
    }

    @Override
    public void rows(Consumer<List<String>> taker) {
      for (Prepared.Smoothed smoothed : curves) {
        Curve curve = smoothed.curve();
        Points raw = curve.points();
        for (int i = 0; i < raw.size(); i++) {
          String smooth = curve.smoothing() > 0 ? number(smoothed.points().y(i)) : "";
          String x = number(decades ? Math.pow(10, raw.x(i)) : raw.x(i));
          taker.accept(List.of(curve.label(), curve.quantity(), x, number(raw.y(i)), smooth));
        }
      }
    }

    /// Whole numbers without a point; what a run reports has the digits of a float.
    private static String number(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Objects.toString((float) value);
    }
  }
}
