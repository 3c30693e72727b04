package org.statescope.training.experiment.report;

import java.util.List;
import java.util.Locale;

/// Writes one SVG figure. Coordinates are in its own units, one to a CSS pixel at full width; a
/// coordinate that is not finite is refused, so that no figure can hold a NaN.
final class Svg {
  private static final String FONT =
      "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

  private final StringBuilder content = new StringBuilder();
  private final double width;
  private final double height;
  private final String title;
  private final Palette palette;

  Svg(double width, double height, String title, Palette palette) {
    this.width = width;
    this.height = height;
    this.title = title;
    this.palette = palette;
  }

  Palette palette() {
    return palette;
  }

  /// A point of a line.
  record Point(double x, double y) {}

  /// Where a text stands to its point.
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String word;

    Anchor(String word) {
      this.word = word;
    }
  }

  void line(double x1, double y1, double x2, double y2, String colour, double strokeWidth) {
    append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"", x1, y1, x2, y2);
    content.append(" stroke=\"%s\" stroke-width=\"%s\"/>\n".formatted(colour, number(strokeWidth)));
  }

  void dashedLine(double x1, double y1, double x2, double y2, String colour) {
    append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"", x1, y1, x2, y2);
    content.append(
        " stroke=\"%s\" stroke-width=\"1.2\" stroke-dasharray=\"4 3\"/>\n".formatted(colour));
  }

  void polyline(List<Point> points, String colour, double strokeWidth, double opacity) {
    content.append("<polyline fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
    content.append(
        " stroke=\"%s\" stroke-width=\"%s\" stroke-opacity=\"%s\" points=\""
            .formatted(colour, number(strokeWidth), number(opacity)));
    for (Point point : points) {
      content.append(number(point.x())).append(',').append(number(point.y())).append(' ');
    }
    content.append("\"/>\n");
  }

  void circle(double x, double y, double radius, String fill, double opacity) {
    append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"", x, y, radius);
    content.append(" fill=\"%s\" fill-opacity=\"%s\"/>\n".formatted(fill, number(opacity)));
  }

  void ring(double x, double y, double radius, String colour) {
    append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"", x, y, radius);
    content.append(" fill=\"%s\" stroke=\"%s\"/>\n".formatted(palette.surface(), colour));
  }

  void rectangle(double x, double y, double wide, double high, String fill, double opacity) {
    append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", x, y, wide, high);
    content.append(" fill=\"%s\" fill-opacity=\"%s\"/>\n".formatted(fill, number(opacity)));
  }

  /// @param y of the baseline
  void text(double x, double y, String words, Anchor anchor, String colour, double size) {
    text(x, y, words, anchor, colour, size, "");
  }

  void strongText(double x, double y, String words, Anchor anchor, String colour, double size) {
    text(x, y, words, anchor, colour, size, " font-weight=\"600\"");
  }

  private void text(
      double x, double y, String words, Anchor anchor, String colour, double size, String more) {
    append("<text x=\"%s\" y=\"%s\" font-size=\"%s\"", x, y, size);
    content.append(
        " text-anchor=\"%s\" fill=\"%s\"%s>%s</text>\n"
            .formatted(anchor.word, colour, more, Html.escaped(words)));
  }

  private void append(String format, double... numbers) {
    Object[] words = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      words[i] = number(numbers[i]);
    }
    content.append(format.formatted(words));
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("A figure cannot show the coordinate " + value + ".");
    }
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "").replaceAll("^-0$", "0");
  }

  /// The whole figure as one element.
  @Override
  public String toString() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" font-family="%s">
    <title>%s</title>
    <rect width="100%%" height="100%%" fill="%s"/>
    %s</svg>
    """
        .formatted(
            number(width),
            number(height),
            number(width),
            number(height),
            FONT,
            Html.escaped(title),
            palette.surface(),
            content);
  }
}
