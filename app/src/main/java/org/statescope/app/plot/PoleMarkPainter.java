package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import javafx.geometry.Bounds;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;

/// Draws over the poles a ring around the selected one, smaller ones around the marked ones, and
/// the description of the one under the pointer.
final class PoleMarkPainter extends OverlayPainter {
  private static final double SELECTED_RADIUS = 8;
  private static final double MARKED_RADIUS = 5.5;
  private static final double HOVERED_RADIUS = 6;
  private static final double PADDING = 5;
  private static final double OFFSET = 10;
  private static final Font FONT = Font.font(11);

  private final PoleMapPlot pane;

  PoleMarkPainter(PoleMapPlot pane, GraphicsContext g, Rectangle2D area) {
    super(pane, g, area);
    this.pane = pane;
  }

  @Override
  void paintMarks() {
    for (int pole : pane.marked()) {
      ring(pole, MARKED_RADIUS, 1.2);
    }
    pane.selected().ifPresent(pole -> ring(pole, SELECTED_RADIUS, 2));
    pane.hovered()
        .ifPresent(
            pole -> {
              ring(pole, HOVERED_RADIUS, 1);
              describe(pole);
            });
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
    Bounds size = size(words, FONT);
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
    write(words, FONT, left + PADDING, top + PADDING);
  }
}
