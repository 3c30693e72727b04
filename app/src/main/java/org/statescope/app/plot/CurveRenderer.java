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

/// Draws each prepared line as one path: a draw call for each segment is what makes JFreeChart slow
/// on a JavaFX canvas.
final class CurveRenderer extends XYLineAndShapeRenderer {
  private static final long serialVersionUID = 1L;
  private static final double FAINT = 0.3;
  private static final double BEHIND = 0.45;
  private static final int MOST_MARKS = 120;
  private static final Shape MARK = new Ellipse2D.Double(-2.5, -2.5, 5, 5);
  private static final BasicStroke THIN = stroke(1f);
  private static final BasicStroke THICK = stroke(1.7f);

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
    Stroke stroke = strokes.get(series);
    Color colour = colours.series(stroke.curve().colour());
    if (stroke.faint()) {
      return Colours.awt(Colours.faded(colour, FAINT));
    }
    boolean behind = stroke.curve().style() == Style.FAINT;
    return Colours.awt(behind ? Colours.faded(colour, BEHIND) : colour);
  }

  @Override
  public Paint getItemPaint(int series, int item) {
    return getSeriesPaint(series);
  }

  @Override
  public java.awt.Stroke getItemStroke(int series, int item) {
    Stroke stroke = strokes.get(series);
    return stroke.faint() || stroke.curve().style() == Style.MARKED ? THIN : THICK;
  }

  @Override
  public boolean getItemShapeVisible(int series, int item) {
    Stroke stroke = strokes.get(series);
    int items = stroke.line().x().length;
    return items == 1 || stroke.curve().style() == Style.MARKED && items <= MOST_MARKS;
  }

  @Override
  public Shape getItemShape(int series, int item) {
    return MARK;
  }

  private static BasicStroke stroke(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }
}
