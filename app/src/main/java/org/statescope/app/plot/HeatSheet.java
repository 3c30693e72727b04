package org.statescope.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;

/// A heat map and its scale made ready for paper without a plot in a window: axes and words are
/// vectors, cells are a picture, whose colours no reader may change. Where cells share a pixel of
/// that picture the worst of them speaks for them. Any thread.
public final class HeatSheet {
  /// Pixels of the picture for each unit of the paper.
  private static final int FINENESS = 2;

  private static final double BAR_HEIGHT = 12;
  private static final double BAR_WIDTH = 180;
  private static final double GAP = 8;
  private static final double LEFT = 10;
  private static final double SCALE_HEIGHT = 28;
  private static final Font WORDS = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private HeatSheet() {}

  /// @param columnLabel, rowLabel what the axes say
  public static Figure of(
      String title,
      HeatScene scene,
      String columnLabel,
      String rowLabel,
      double width,
      double height) {
    if (scene.rows() == 0 || scene.columns() == 0) {
      throw new IllegalArgumentException("a heat map without cells has no figure: " + title);
    }
    return new Figure(
        title,
        List.of(),
        width,
        height,
        (g, area) -> draw(g, area, scene, columnLabel, rowLabel),
        new HeatTable(scene));
  }

  /// The scale of heat maps as a figure of its own.
  ///
  /// @param unit what is measured, with its unit
  /// @param worst the value at the dark end
  /// @param best the value at the bright end
  /// @param broken what the hatch means; empty where nothing is hatched
  public static Figure scale(
      String title, String unit, String worst, String best, String broken, double width) {
    return new Figure(
        title,
        List.of(),
        width,
        SCALE_HEIGHT,
        (g, area) -> drawScale(g, area, unit, worst, best, broken),
        new HeatTable(HeatScene.EMPTY));
  }

  private static void draw(
      Graphics2D g, Rectangle2D area, HeatScene scene, String columnLabel, String rowLabel) {
    RoundAxis across = axis(columnLabel, scene.columns());
    RoundAxis down = axis(rowLabel, scene.rows());
    down.setInverted(true);
    XYPlot plot = new XYPlot(null, across, down, null);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    ChartStyle.apply(chart, plot, ChartColours.LIGHT);
    ChartRenderingInfo info = new ChartRenderingInfo(null);
    chart.draw(g, area, null, info);
    drawCells(g, info.getPlotInfo().getDataArea(), scene);
  }

  private static RoundAxis axis(String label, int cells) {
    RoundAxis axis = new RoundAxis();
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    axis.setLabel(label);
    axis.setRange(new Range(-0.5, cells - 0.5), false, false);
    return axis;
  }

  private static void drawCells(Graphics2D g, Rectangle2D area, HeatScene scene) {
    int width = Math.max(1, (int) Math.floor(FINENESS * area.getWidth()));
    int height = Math.max(1, (int) Math.floor(FINENESS * area.getHeight()));
    HeatRaster raster =
        new HeatRaster(scene, -0.5, scene.columns() - 0.5, width, height, ChartColours.LIGHT);
    drawPicture(g, area, raster.pixels(), width, height);
    g.setPaint(Colours.awt(ChartColours.LIGHT.axis()));
    g.setStroke(new BasicStroke(1f));
    g.draw(area);
  }

  private static void drawPicture(
      Graphics2D g, Rectangle2D area, int[] pixels, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    g.drawImage(
        picture,
        (int) Math.round(area.getX()),
        (int) Math.round(area.getY()),
        (int) Math.round(area.getWidth()),
        (int) Math.round(area.getHeight()),
        null);
  }

  private static void drawScale(
      Graphics2D g, Rectangle2D area, String unit, String worst, String best, String broken) {
    g.setFont(WORDS);
    double middle = area.getCenterY();
    double x = write(g, unit + ":", area.getX() + LEFT, middle);
    x = write(g, worst, x + GAP, middle);
    int steps = (int) BAR_WIDTH * FINENESS;
    int[] pixels = new int[steps];
    for (int i = 0; i < steps; i++) {
      pixels[i] = PerceptualScale.pixel((double) i / (steps - 1));
    }
    double top = middle - BAR_HEIGHT / 2;
    drawPicture(g, new Rectangle2D.Double(x + GAP, top, BAR_WIDTH, BAR_HEIGHT), pixels, steps, 1);
    x = write(g, best, x + BAR_WIDTH + 2 * GAP, middle);
    if (!broken.isEmpty()) {
      int side = (int) BAR_HEIGHT;
      HeatScene hatch =
          new HeatScene(
              1, 1, new double[] {HeatScene.BROKEN}, (row, column) -> "", (row, column) -> "");
      drawPicture(
          g,
          new Rectangle2D.Double(x + 2 * GAP, top, side, side),
          new HeatRaster(hatch, -0.5, 0.5, side, side, ChartColours.LIGHT).pixels(),
          side,
          side);
      write(g, broken, x + side + 3 * GAP, middle);
    }
  }

  /// Writes words and gives where they end.
  private static double write(Graphics2D g, String words, double x, double middle) {
    g.setPaint(new Color(Colours.awt(ChartColours.LIGHT.text()).getRGB()));
    g.drawString(words, (float) x, (float) (middle + g.getFontMetrics().getAscent() / 2.0 - 1));
    return x + g.getFontMetrics().stringWidth(words);
  }
}
