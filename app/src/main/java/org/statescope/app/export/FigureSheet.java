package org.statescope.app.export;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.statescope.app.plot.Figure;

/// A figure on white paper: its title, its legend and the chart below one another.
///
/// @param lines the legend's entries, line by line
public record FigureSheet(Figure figure, List<List<Figure.Entry>> lines) {
  private static final double MARGIN = 10;
  private static final double LINE_HEIGHT = 18;
  private static final double MARK_WIDTH = 14;
  private static final double MARK_HEIGHT = 4;
  private static final double GAP = 6;
  private static final double BETWEEN = 18;
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  private static final Font WORDS = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final Color TEXT = new Color(0x24292f);

  /// Lays the legend out in as many lines as it needs.
  ///
  /// @param measure any graphics of the kind that will draw
  public static FigureSheet of(Figure figure, Graphics2D measure) {
    List<List<Figure.Entry>> lines = new ArrayList<>();
    List<Figure.Entry> line = new ArrayList<>();
    double used = 0;
    for (Figure.Entry entry : figure.legend()) {
      double width = MARK_WIDTH + GAP + width(measure, entry.words());
      if (!line.isEmpty() && used + width > figure.width() - 2 * MARGIN) {
        lines.add(List.copyOf(line));
        line.clear();
        used = 0;
      }
      line.add(entry);
      used += width + BETWEEN;
    }
    if (!line.isEmpty()) {
      lines.add(List.copyOf(line));
    }
    return new FigureSheet(figure, List.copyOf(lines));
  }

  public double width() {
    return figure.width();
  }

  public double height() {
    return MARGIN + LINE_HEIGHT * (1 + lines.size()) + figure.height();
  }

  /// Draws the sheet with its upper left corner at the origin.
  public void draw(Graphics2D g) {
    g.setPaint(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width(), height()));
    g.setPaint(TEXT);
    g.setFont(TITLE);
    double baseline = MARGIN + LINE_HEIGHT - GAP;
    g.drawString(figure.title(), (float) MARGIN, (float) baseline);
    g.setFont(WORDS);
    for (List<Figure.Entry> line : lines) {
      baseline += LINE_HEIGHT;
      drawLine(g, line, baseline);
    }
    double top = height() - figure.height();
    figure.drawing().draw(g, new Rectangle2D.Double(0, top, figure.width(), figure.height()));
  }

  private static void drawLine(Graphics2D g, List<Figure.Entry> line, double baseline) {
    double x = MARGIN;
    for (Figure.Entry entry : line) {
      g.setPaint(entry.colour());
      g.fill(new Rectangle2D.Double(x, baseline - 2 - MARK_HEIGHT, MARK_WIDTH, MARK_HEIGHT));
      g.setPaint(TEXT);
      g.drawString(entry.words(), (float) (x + MARK_WIDTH + GAP), (float) baseline);
      x += MARK_WIDTH + GAP + width(g, entry.words()) + BETWEEN;
    }
  }

  private static double width(Graphics2D g, String words) {
    return g.getFontMetrics(WORDS).stringWidth(words);
  }
}
