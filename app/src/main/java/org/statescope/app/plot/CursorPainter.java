package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.statescope.app.texts.Texts;

/// Draws over the curves of a line plot the step cursor, the pointer shared by linked plots and the
/// note that says what was thinned.
final class CursorPainter extends OverlayPainter {
  private static final double DOT = 3.5;
  private static final double NOTE_GAP = 4;
  private static final double NOTE_MARGIN = 3;
  private static final Font NOTE = Font.font(10);

  private final LinePlot pane;

  CursorPainter(LinePlot pane, GraphicsContext g, Rectangle2D area) {
    super(pane, g, area);
    this.pane = pane;
  }

  @Override
  void paintMarks() {
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

  /// Says it in as many words as the plot has room for, off the end of the curves.
  private void note() {
    double pointsPerPixel = pane.prepared().pointsPerPixel();
    if (pointsPerPixel <= 1) {
      return;
    }
    String points = TickFormat.text(Math.round(pointsPerPixel));
    for (String key : List.of("plot.thinned", "plot.thinned.short", "plot.thinned.shortest")) {
      String words = Texts.text(key, points);
      Bounds size = size(words, NOTE);
      double left = area.getMaxX() - NOTE_GAP - size.getWidth();
      if (left >= area.getMinX() + NOTE_GAP) {
        g.setFill(colours.faintText());
        double[] ends = pane.marks().stream().mapToDouble(m -> pane.pixelOfY(m.y())).toArray();
        write(words, NOTE, left, noteTop(area, size.getHeight(), ends));
        return;
      }
    }
  }

  /// The upper edge of the note: at the top of the plot, or at its bottom where a curve ends at the
  /// top and none at the bottom.
  static double noteTop(Rectangle2D area, double height, double[] ends) {
    double top = area.getMinY() + NOTE_MARGIN;
    double bottom = area.getMaxY() - NOTE_MARGIN - height;
    boolean topTaken = Arrays.stream(ends).anyMatch(y -> y < top + height + DOT);
    boolean bottomTaken = Arrays.stream(ends).anyMatch(y -> y > bottom - DOT);
    return topTaken && !bottomTaken ? bottom : top;
  }
}
