package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// The words beside the pointer, on a surface of their own and kept inside the plot.
final class HoverNote {
  private static final double PADDING = 6;
  private static final double DISTANCE = 12;
  private static final double ARC = 6;

  private HoverNote() {}

  static void paint(
      GraphicsContext g, Rectangle2D area, ChartColours colours, String words, double x, double y) {
    Font font = Font.font(Font.getDefault().getFamily(), 11);
    Bounds size = OverlayPainter.size(words, font);
    double width = size.getWidth() + 2 * PADDING;
    double height = size.getHeight() + 2 * PADDING;
    double left = x + DISTANCE + width <= area.getMaxX() ? x + DISTANCE : x - DISTANCE - width;
    left = Math.max(0, left);
    double top = Math.clamp(y - height / 2, 0, Math.max(0, area.getMaxY() - height));
    g.setFill(colours.surface());
    g.fillRoundRect(left, top, width, height, ARC, ARC);
    g.setStroke(colours.axis());
    g.setLineWidth(1);
    g.strokeRoundRect(left + 0.5, top + 0.5, width - 1, height - 1, ARC, ARC);
    g.setFill(colours.text());
    g.setFont(font);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.TOP);
    g.fillText(words, left + PADDING, top + PADDING);
  }
}
