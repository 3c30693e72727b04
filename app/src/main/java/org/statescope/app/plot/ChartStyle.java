package org.statescope.app.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/// Dresses a JFreeChart in the theme: transparent, subtle grid, the window's font, no frame.
final class ChartStyle {
  private static final int TICK_SIZE = 11;
  private static final int TITLE_SIZE = 12;
  private static final BasicStroke HAIRLINE = new BasicStroke(1f);

  private static final RectangleInsets PADDING = new RectangleInsets(6, 2, 2, 22);

  private ChartStyle() {}

  static void apply(JFreeChart chart, XYPlot plot, ChartColours colours) {
    chart.setBackgroundPaint(null);
    chart.setPadding(PADDING);
    chart.setAntiAlias(true);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinePaint(Colours.awt(colours.grid()));
    plot.setRangeGridlinePaint(Colours.awt(colours.grid()));
    plot.setDomainGridlineStroke(HAIRLINE);
    plot.setRangeGridlineStroke(HAIRLINE);
    style(plot.getDomainAxis(), colours);
    style(plot.getRangeAxis(), colours);
  }

  /// The width that a chart of this width leaves for data beside an axis of known room.
  static double dataWidth(double width, double axisRoom) {
    return Math.max(1, width - PADDING.getLeft() - PADDING.getRight() - axisRoom);
  }

  static double dataHeight(double height, double axisRoom) {
    return Math.max(1, height - PADDING.getTop() - PADDING.getBottom() - axisRoom);
  }

  static Font font(int size) {
    return new Font(javafx.scene.text.Font.getDefault().getFamily(), Font.PLAIN, size);
  }

  static Font noteFont() {
    return font(TICK_SIZE - 1);
  }

  private static void style(ValueAxis axis, ChartColours colours) {
    axis.setTickLabelFont(font(TICK_SIZE));
    axis.setLabelFont(font(TITLE_SIZE));
    axis.setTickLabelPaint(Colours.awt(colours.faintText()));
    axis.setLabelPaint(Colours.awt(colours.text()));
    axis.setAxisLinePaint(Colours.awt(colours.axis()));
    axis.setAxisLineStroke(HAIRLINE);
    axis.setTickMarkPaint(Colours.awt(colours.axis()));
    axis.setLabelInsets(new RectangleInsets(3, 3, 3, 3));
    axis.setTickLabelInsets(new RectangleInsets(2, 4, 2, 8));
  }
}
