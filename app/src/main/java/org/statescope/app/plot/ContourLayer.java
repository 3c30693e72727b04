package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// The level lines of a map between its grid and its poles, each with its level beside it.
final class ContourLayer extends Canvas {
  static final double OUTERMOST = 0.45;
  static final double INNERMOST = 0.9;
  private static final double WIDTH = 1.1;
  private static final double PADDING = 2;
  private static final Font FONT = Font.font(11);

  /// Inner lines are stronger.
  static double opacity(int level, int levels) {
    return levels == 1 ? INNERMOST : OUTERMOST + (INNERMOST - OUTERMOST) * level / (levels - 1);
  }

  void draw(
      PoleContours contours, PoleLayer.Mapping mapping, Rectangle2D area, ChartColours colours) {
    setLayoutX(area.getX());
    setLayoutY(area.getY());
    setWidth(area.getWidth());
    setHeight(area.getHeight());
    GraphicsContext g = getGraphicsContext2D();
    g.clearRect(0, 0, getWidth(), getHeight());
    List<PoleContours.Level> levels = contours.levels();
    g.setLineWidth(WIDTH);
    for (int i = 0; i < levels.size(); i++) {
      g.setStroke(Colours.faded(colours.text(), opacity(i, levels.size())));
      g.beginPath();
      double[] ends = levels.get(i).segments();
      for (int k = 0; k < ends.length; k += 4) {
        g.moveTo(mapping.x(ends[k]), mapping.y(ends[k + 1]));
        g.lineTo(mapping.x(ends[k + 2]), mapping.y(ends[k + 3]));
      }
      g.stroke();
    }
    labels(g, contours, mapping, area, colours);
  }

  private static void labels(
      GraphicsContext g,
      PoleContours contours,
      PoleLayer.Mapping mapping,
      Rectangle2D area,
      ChartColours colours) {
    double width = 0;
    double height = 0;
    for (PoleContours.Level level : contours.levels()) {
      Bounds size = OverlayPainter.size(level.words(), FONT);
      width = Math.max(width, size.getWidth() + 2 * PADDING);
      height = Math.max(height, size.getHeight());
    }
    g.setFont(FONT);
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    for (ContourLabels.Place place : ContourLabels.of(contours, mapping, area, width, height)) {
      g.setFill(colours.surface());
      g.fillRoundRect(place.x() - width / 2, place.y() - height / 2, width, height, 6, 6);
      g.setFill(colours.text());
      g.fillText(place.words(), place.x(), place.y());
    }
  }
}
