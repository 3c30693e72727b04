package org.statescope.app.plot;

import java.awt.geom.Rectangle2D;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Words beside a place, on a surface of their own, broken where they are wider than the plot and
/// kept inside it.
final class HoverNote {
  private static final double PADDING = 6;
  private static final double DISTANCE = 12;
  private static final double ARC = 6;

  private HoverNote() {}

  static void paint(
      GraphicsContext g, Rectangle2D area, ChartColours colours, String text, double x, double y) {
    Font font = Font.font(Font.getDefault().getFamily(), 11);
    double widest = area.getWidth() - 2 * PADDING;
    String words = broken(text, line -> OverlayPainter.size(line, font).getWidth() <= widest);
    Bounds size = OverlayPainter.size(words, font);
    double width = size.getWidth() + 2 * PADDING;
    double height = size.getHeight() + 2 * PADDING;
    Point2D corner = corner(area, width, height, x, y);
    double left = corner.getX();
    double top = corner.getY();
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

  /// The words with a line break for a space wherever a line would not fit.
  static String broken(String words, Predicate<String> fits) {
    return words.lines().map(line -> brokenLine(line, fits)).collect(Collectors.joining("\n"));
  }

  private static String brokenLine(String line, Predicate<String> fits) {
    StringBuilder lines = new StringBuilder();
    String last = "";
    for (String word : line.split(" ")) {
      String longer = last.isEmpty() ? word : last + " " + word;
      if (last.isEmpty() || fits.test(longer)) {
        last = longer;
      } else {
        lines.append(last).append('\n');
        last = word;
      }
    }
    return lines.append(last).toString();
  }

  /// The upper left corner: beside the place where there is room, else above or below it.
  static Point2D corner(Rectangle2D area, double width, double height, double x, double y) {
    boolean right = x + DISTANCE + width <= area.getMaxX();
    if (right || x - DISTANCE - width >= 0) {
      double top = Math.clamp(y - height / 2, 0, Math.max(0, area.getMaxY() - height));
      return new Point2D(right ? x + DISTANCE : x - DISTANCE - width, top);
    }
    double rightmost = Math.max(0, area.getMaxX() - width);
    double left = Math.clamp(x - width / 2, Math.min(area.getMinX(), rightmost), rightmost);
    boolean above = y - DISTANCE - height >= 0;
    return new Point2D(left, above ? y - DISTANCE - height : y + DISTANCE);
  }
}
