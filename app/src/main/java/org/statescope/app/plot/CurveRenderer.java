package org.statescope.app.plot;

import java.awt.BasicStroke;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.List;
import javafx.scene.paint.Color;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.statescope.app.plot.Curve.Style;
import org.statescope.app.plot.Prepared.Stroke;

/// Draws each prepared line of a written figure as one path, and says how lines look there and on
/// the screen, where [CurveLayer] draws them.
final class CurveRenderer extends XYLineAndShapeRenderer {
  private static final long serialVersionUID = 1L;
  private static final double FAINT = 0.3;
  private static final double BEHIND = 0.45;
  private static final int MOST_MARKS = 120;

  /// The diameter of a marked point.
  static final double MARK_SIZE = 5;

  private static final Shape MARK =
      new Ellipse2D.Double(-MARK_SIZE / 2, -MARK_SIZE / 2, MARK_SIZE, MARK_SIZE);
  private static final float THIN = 1f;
  private static final float THICK = 1.7f;

  private transient List<Stroke> strokes = List.of();
  private transient ChartColours colours = ChartColours.LIGHT;

  CurveRenderer() {
    super(true, false);
    setDrawSeriesLineAsPath(true);
    setAutoPopulateSeriesShape(false);
    setDefaultCreateEntities(false);
  }

  void show(List<Stroke> strokes) {
    this.strokes = strokes;
  }

  void dress(ChartColours colours) {
    this.colours = colours;
  }

  @Override
  public Paint getSeriesPaint(int series) {
    return Colours.awt(colour(strokes.get(series), colours));
  }

  static Color colour(Stroke stroke, ChartColours colours) {
    Color colour = colours.series(stroke.curve().colour());
    if (stroke.faint()) {
      return Colours.faded(colour, FAINT);
    }
    return stroke.curve().style() == Style.FAINT ? Colours.faded(colour, BEHIND) : colour;
  }

  static float thickness(Stroke stroke) {
    return stroke.faint() || stroke.curve().style() == Style.MARKED ? THIN : THICK;
  }

  /// Whether its points are seen one by one.
  static boolean isMarked(Stroke stroke) {
    int items = stroke.line().x().length;
    return items == 1 || stroke.curve().style() == Style.MARKED && items <= MOST_MARKS;
  }

  @Override
  public Paint getItemPaint(int series, int item) {
    return getSeriesPaint(series);
  }

  @Override
  public java.awt.Stroke getItemStroke(int series, int item) {
    return new BasicStroke(
        thickness(strokes.get(series)), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  @Override
  public boolean getItemShapeVisible(int series, int item) {
    return isMarked(strokes.get(series));
  }

  @Override
  public Shape getItemShape(int series, int item) {
    return MARK;
  }
}
