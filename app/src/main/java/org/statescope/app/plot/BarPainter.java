package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws the bars of a plot and what lies over them.
final class BarPainter {
  private static final double GROUP = 0.78;
  private static final double WIDEST_BAR = 26;
  private static final double BELOW = 0.35;

  private final BarPlot pane;
  private final ChartColours colours;
  private final BarScene scene;

  BarPainter(BarPlot pane, ChartColours colours) {
    this.pane = pane;
    this.colours = colours;
    scene = pane.scene();
  }

  void paint(GraphicsContext g, Rectangle2D area) {
    g.clearRect(0, 0, area.getWidth(), area.getHeight());
    int count = scene.series().size();
    for (int k = 0; k < count; k++) {
      BarScene.Series series = scene.series().get(k);
      for (int place = 0; place < scene.places(); place++) {
        paintBar(g, area, series, place, k, count);
      }
    }
  }

  private void paintBar(
      GraphicsContext g, Rectangle2D area, BarScene.Series series, int place, int k, int count) {
    double value = series.values()[place];
    if (!Double.isFinite(value)) {
      return;
    }
    double group = Math.min(GROUP * groupWidth(), WIDEST_BAR * count);
    double width = Math.max(1, group / count);
    double left = pane.pixelOfX(place + 1) - area.getX() - group / 2 + k * width;
    Color colour = series.colour().apply(colours);
    if (scene.logarithmic() && value <= 0) {
      g.setFill(colour);
      g.setFont(Font.font(Font.getDefault().getFamily(), 10));
      g.setTextAlign(TextAlignment.CENTER);
      g.setTextBaseline(VPos.BOTTOM);
      g.fillText("0", left + width / 2, area.getHeight() - 1);
      return;
    }
    double bottom = scene.logarithmic() ? area.getHeight() : pane.pixelOfY(0) - area.getY();
    double end = Math.clamp(pane.pixelOfY(value) - area.getY(), 0, area.getHeight());
    g.setFill(isBelow(value) ? Colours.faded(colour, BELOW) : colour);
    double inset = width > 3 ? 0.5 : 0;
    g.fillRect(
        left + inset,
        Math.min(end, bottom),
        width - 2 * inset,
        Math.max(1, Math.abs(bottom - end)));
  }

  /// What a tolerance takes for zero is drawn faintly.
  private boolean isBelow(double value) {
    DoubleProperty tolerance = pane.tolerance();
    return tolerance != null && value <= tolerance.get();
  }

  private double groupWidth() {
    return pane.pixelOfX(1) - pane.pixelOfX(0);
  }

  void paintOver(GraphicsContext g, Rectangle2D area) {
    pane.selected()
        .ifPresent(
            place -> {
              double width = groupWidth();
              g.setStroke(colours.selection());
              g.setLineWidth(1);
              g.strokeRect(
                  pane.pixelOfX(place + 1) - width / 2, area.getY() + 0.5, width, area.getHeight());
            });
    DoubleProperty tolerance = pane.tolerance();
    if (tolerance != null) {
      paintTolerance(g, area, tolerance.get());
    }
    pane.hovered()
        .ifPresent(
            place ->
                HoverNote.paint(
                    g,
                    area,
                    colours,
                    scene.words().apply(place),
                    pane.pointerX(),
                    pane.pointerY()));
  }

  private void paintTolerance(GraphicsContext g, Rectangle2D area, double value) {
    double y = Math.round(pane.pixelOfY(value)) + 0.5;
    if (y < area.getMinY() || y > area.getMaxY()) {
      return;
    }
    g.setStroke(colours.selection());
    g.setLineWidth(1.5);
    g.setLineDashes(6, 4);
    g.strokeLine(area.getMinX(), y, area.getMaxX(), y);
    g.setLineDashes();
    String words = pane.toleranceWords(value);
    Font font = Font.font(Font.getDefault().getFamily(), 11);
    Bounds size = OverlayPainter.size(words, font);
    double left = area.getMaxX() - size.getWidth() - 8;
    double top = y - size.getHeight() - 6;
    top = top < area.getMinY() ? y + 4 : top;
    g.setFill(colours.surface());
    g.fillRoundRect(left, top, size.getWidth() + 8, size.getHeight() + 2, 4, 4);
    g.setFill(colours.text());
    g.setFont(font);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.TOP);
    g.fillText(words, left + 4, top + 1);
  }
}
