package org.statescope.app.report;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.statescope.app.export.FigureSheet;
import org.statescope.app.export.PdfText;

/// Pages of A4, across, filled from above. Lengths are points.
final class PdfSheet implements AutoCloseable {
  static final double MARGIN = 36;
  static final double WIDTH = PDRectangle.A4.getHeight();
  static final double HEIGHT = PDRectangle.A4.getWidth();
  static final double INNER_WIDTH = WIDTH - 2 * MARGIN;
  static final Color INK = new Color(0x24292f);
  static final Color FAINT = new Color(0x57606a);
  private static final Color LINE = new Color(0xd8dee4);
  private static final double FOOT = 16;
  private static final float FOOT_SIZE = 7;

  private final PDDocument document;
  private final PdfText text;
  private final String foot;
  private PdfBoxGraphics2D graphics;
  private double y = MARGIN;
  private int number = 1;

  PdfSheet(PDDocument document, String foot) throws IOException {
    this.document = document;
    this.text = PdfText.in(document);
    this.foot = foot;
    this.graphics = graphics();
  }

  private PdfBoxGraphics2D graphics() throws IOException {
    PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, (float) WIDTH, (float) HEIGHT);
    g.setFontTextDrawer(text);
    return g;
  }

  static Font font(double size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
  }

  /// Where the next thing begins, from above.
  double y() {
    return y;
  }

  void skip(double height) {
    y += height;
  }

  boolean hasRoomFor(double height) {
    return y + height <= HEIGHT - MARGIN - FOOT;
  }

  /// Begins a page where this height does not fit on what is left of this one.
  void makeRoom(double height) throws IOException {
    if (!hasRoomFor(height) && y > MARGIN) {
      finishPage();
      graphics = graphics();
      number++;
      y = MARGIN;
    }
  }

  double width(String words, double size) throws IOException {
    return text.width(words, size).orElseGet(() -> outlined(words, size));
  }

  /// The width of words that are drawn as outlines.
  private double outlined(String words, double size) {
    return graphics.getFontMetrics(font(size)).getStringBounds(words, graphics).getWidth();
  }

  void write(String words, double x, double baseline, double size, Color colour) {
    if (!words.isEmpty()) {
      graphics.setPaint(colour);
      graphics.setFont(font(size));
      graphics.drawString(words, (float) x, (float) baseline);
    }
  }

  void line(double x, double at, double width) {
    graphics.setPaint(LINE);
    graphics.setStroke(new java.awt.BasicStroke(0.5f));
    graphics.draw(new Line2D.Double(x, at, x + width, at));
  }

  FigureSheet sheet(org.statescope.app.plot.Figure figure) {
    return FigureSheet.of(figure, graphics);
  }

  /// Draws a figure with its upper left corner at a place, smaller by the scale.
  void draw(FigureSheet sheet, double x, double scale) {
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.scale(scale, scale);
    sheet.draw(graphics);
    graphics.setTransform(before);
  }

  /// The lines of a text that is broken between words, and within one that is too long.
  List<String> lines(String words, double size, double width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer, size) <= width) {
        line.setLength(0);
        line.append(longer);
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(broken(word, size, width, lines));
    }
    lines.add(line.toString());
    return lines;
  }

  /// Adds whole lines of a long word and returns its rest.
  private String broken(String word, double size, double width, List<String> lines)
      throws IOException {
    String rest = word;
    while (width(rest, size) > width && rest.codePointCount(0, rest.length()) > 1) {
      int end = rest.offsetByCodePoints(0, 1);
      while (end < rest.length()
          && width(rest.substring(0, rest.offsetByCodePoints(end, 1)), size) <= width) {
        end = rest.offsetByCodePoints(end, 1);
      }
      lines.add(rest.substring(0, end));
      rest = rest.substring(end);
    }
    return rest;
  }

  private void finishPage() throws IOException {
    double baseline = HEIGHT - MARGIN;
    String page = Integer.toString(number);
    write(foot, MARGIN, baseline, FOOT_SIZE, FAINT);
    write(page, WIDTH - MARGIN - width(page, FOOT_SIZE), baseline, FOOT_SIZE, FAINT);
    graphics.dispose();
    PDPage sheet = new PDPage(new PDRectangle((float) WIDTH, (float) HEIGHT));
    document.addPage(sheet);
    try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
      content.drawForm(graphics.getXFormObject());
    }
  }

  /// Puts the last page into the document.
  @Override
  public void close() throws IOException {
    finishPage();
  }
}
