package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Draws what lies over the poles: a ring around the selected one, the description of the one under
/// the pointer, the box being zoomed to.
final class PoleMarkPainter {
  private static final double SELECTED_RADIUS = 8;
  private static final double HOVERED_RADIUS = 6;
  private static final double PADDING = 5;
  private static final double OFFSET = 10;
  private static final Font FONT = Font.font(11);

  private final PoleMapPlot pane;
  private final GraphicsContext g;
  private final Rectangle2D area;
  private final ChartColours colours;

  PoleMarkPainter(PoleMapPlot pane, GraphicsContext g, Rectangle2D area) {
    this.pane = pane;
    this.g = g;
    this.area = area;
    this.colours = pane.theme.colours();
  }

  void paint(Optional<Rectangle2D> box) {
    if (area.isEmpty()) {
      return;
    }
    pane.selected().ifPresent(pole -> ring(pole, SELECTED_RADIUS, 2));
    pane.hovered()
        .ifPresent(
            pole -> {
              ring(pole, HOVERED_RADIUS, 1);
              describe(pole);
            });
    box.ifPresent(zoomed -> CursorPainter.box(g, zoomed, colours));
  }

  private void ring(int pole, double radius, double width) {
    PoleCloud now = pane.scene().now();
    if (pole < now.size()) {
      double x = pane.pixelOfX(now.real()[pole]);
      double y = pane.pixelOfY(now.imaginary()[pole]);
      if (area.contains(x, y)) {
        g.setStroke(colours.selection());
        g.setLineWidth(width);
        g.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
      }
    }
  }

  private void describe(int pole) {
    String words = pane.description(pole);
    if (words.isEmpty() || pole >= pane.scene().now().size()) {
      return;
    }
    Text measured = new Text(words);
    measured.setFont(FONT);
    Bounds size = measured.getLayoutBounds();
    double width = size.getWidth() + 2 * PADDING;
    double height = size.getHeight() + 2 * PADDING;
    double x = pane.pixelOfX(pane.scene().now().real()[pole]) + OFFSET;
    double y = pane.pixelOfY(pane.scene().now().imaginary()[pole]) - OFFSET - height;
    double left = Math.clamp(x, area.getMinX(), Math.max(area.getMinX(), area.getMaxX() - width));
    double top = Math.clamp(y, area.getMinY(), Math.max(area.getMinY(), area.getMaxY() - height));
    g.setFill(colours.surface());
    g.fillRoundRect(left, top, width, height, 6, 6);
    g.setStroke(colours.grid());
    g.setLineWidth(1);
    g.strokeRoundRect(left, top, width, height, 6, 6);
    g.setFill(colours.text());
    g.setFont(FONT);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.TOP);
    g.fillText(words, left + PADDING, top + PADDING);
  }
}
