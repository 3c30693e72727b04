package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;

/// Draws over the poles a ring around the selected one, smaller ones around the marked ones, and
/// the description of the one under the pointer.
final class PoleMarkPainter extends OverlayPainter {
  private static final double SELECTED_RADIUS = 8;
  private static final double MARKED_RADIUS = 5.5;
  private static final double HOVERED_RADIUS = 6;

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
    PoleCloud now = pane.scene().now();
    HoverNote.paint(
        g,
        area,
        colours,
        words,
        pane.pixelOfX(now.real()[pole]),
        pane.pixelOfY(now.imaginary()[pole]));
  }
}
