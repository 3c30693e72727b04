package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Draws what lies over the data of a plot: its marks, and above them the box being zoomed to.
abstract class OverlayPainter {
  final GraphicsContext g;
  final Rectangle2D area;
  final ChartColours colours;

  OverlayPainter(PlotPane pane, GraphicsContext g, Rectangle2D area) {
    this.g = g;
    this.area = area;
    this.colours = pane.theme.colours();
  }

  /// Draws the marks of this kind of plot.
  abstract void paintMarks();

  final void paint(Optional<Rectangle2D> box) {
    if (!area.isEmpty()) {
      paintMarks();
      box.ifPresent(this::paintBox);
    }
  }

  /// Writes words whose upper left corner is given.
  final void write(String words, Font font, double left, double top) {
    g.setFont(font);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.TOP);
    g.fillText(words, left, top);
  }

  static Bounds size(String words, Font font) {
    Text measured = new Text(words);
    measured.setFont(font);
    return measured.getLayoutBounds();
  }

  private void paintBox(Rectangle2D box) {
    g.setLineWidth(1);
    g.setFill(Colours.faded(colours.cursor(), 0.08));
    g.fillRect(box.getX(), box.getY(), box.getWidth(), box.getHeight());
    g.setStroke(colours.cursor());
    g.strokeRect(box.getX() + 0.5, box.getY() + 0.5, box.getWidth(), box.getHeight());
  }
}
