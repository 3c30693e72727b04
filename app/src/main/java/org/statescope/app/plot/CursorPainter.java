package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.statescope.app.texts.Texts;

/// Draws what lies over the curves of a line plot: the step cursor, the pointer shared by linked
/// plots, the box being zoomed to and the note that says what was thinned.
final class CursorPainter {
  private static final double DOT = 3.5;
  private static final Font NOTE = Font.font(10);

  private final LinePlot pane;
  private final GraphicsContext g;
  private final Rectangle2D area;
  private final ChartColours colours;

  CursorPainter(LinePlot pane, GraphicsContext g, Rectangle2D area) {
    this.pane = pane;
    this.g = g;
    this.area = area;
    this.colours = pane.theme.colours();
  }

  void paint(Optional<Rectangle2D> box) {
    if (area.isEmpty()) {
      return;
    }
    g.setLineWidth(1);
    pane.link()
        .pointerProperty()
        .get()
        .ifPresent(x -> vertical(pane.pixelOfX(x), Colours.faded(colours.cursor(), 0.25)));
    List<LinePlot.Mark> marks = pane.marks();
    for (LinePlot.Mark mark : marks) {
      vertical(pane.pixelOfX(mark.x()), colours.cursor());
    }
    for (LinePlot.Mark mark : marks) {
      dot(mark);
    }
    note();
    box.ifPresent(zoomed -> box(g, zoomed, colours));
  }

  private void vertical(double x, Color colour) {
    if (x >= area.getMinX() && x <= area.getMaxX()) {
      double sharp = Math.round(x) + 0.5;
      g.setStroke(colour);
      g.strokeLine(sharp, area.getMinY(), sharp, area.getMaxY());
    }
  }

  private void dot(LinePlot.Mark mark) {
    double x = pane.pixelOfX(mark.x());
    double y = pane.pixelOfY(mark.y());
    if (area.contains(x, y)) {
      g.setFill(colours.series(mark.curve().colour()));
      g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
      g.setStroke(colours.surface());
      g.strokeOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
    }
  }

  private void note() {
    double pointsPerPixel = pane.prepared().pointsPerPixel();
    if (pointsPerPixel > 1) {
      g.setFont(NOTE);
      g.setFill(colours.faintText());
      g.setTextAlign(TextAlignment.RIGHT);
      g.setTextBaseline(VPos.TOP);
      g.fillText(
          Texts.text("plot.thinned", TickFormat.text(Math.round(pointsPerPixel))),
          area.getMaxX() - 4,
          area.getMinY() + 3);
    }
  }

  /// The box being zoomed to, on any plot.
  static void box(GraphicsContext g, Rectangle2D box, ChartColours colours) {
    g.setLineWidth(1);
    g.setFill(Colours.faded(colours.cursor(), 0.08));
    g.fillRect(box.getX(), box.getY(), box.getWidth(), box.getHeight());
    g.setStroke(colours.cursor());
    g.strokeRect(box.getX() + 0.5, box.getY() + 0.5, box.getWidth(), box.getHeight());
  }
}
