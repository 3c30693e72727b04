package org.statescope.app.plot;

import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.statescope.app.texts.Texts;

/// Colours of counts of poles, from a single one, which is still seen on the window, to the fullest
/// square; and the legend that says so on the map.
final class DensityScale {
  private static final int STOPS = 12;
  private static final double BAR = 90;
  private static final double BAR_HEIGHT = 8;
  private static final double PADDING = 5;
  private static final double MARGIN = 6;
  private static final Font FONT = Font.font(11);

  private static final int SHADES = 256;

  private DensityScale() {}

  /// The scale as opaque pixels, from one pole to the most.
  static int[] pixels(ChartColours colours) {
    int[] pixels = new int[SHADES];
    for (int i = 0; i < SHADES; i++) {
      pixels[i] = PerceptualScale.pixel(at((double) i / (SHADES - 1), colours));
    }
    return pixels;
  }

  static String leastWords() {
    return Texts.text("poles.density.least");
  }

  static String mostWords(int most) {
    return Texts.text("poles.density.most", String.format(Locale.ROOT, "%,d", most));
  }

  /// The colour of a position on the scale: the more, the further from the window's background.
  static Color at(double position, ChartColours colours) {
    return colours == ChartColours.DARK
        ? PerceptualScale.at(0.3 + 0.7 * position)
        : PerceptualScale.at(0.75 * (1 - position));
  }

  /// Paints the legend in the lower left corner.
  static void legend(GraphicsContext g, double areaHeight, ChartColours colours, int fullest) {
    String least = leastWords();
    String most = mostWords(fullest);
    double leastWidth = OverlayPainter.size(least, FONT).getWidth();
    double mostWidth = OverlayPainter.size(most, FONT).getWidth();
    double textHeight = OverlayPainter.size(most, FONT).getHeight();
    double width = leastWidth + BAR + mostWidth + 4 * PADDING;
    double height = textHeight + 2 * PADDING;
    double top = areaHeight - MARGIN - height;
    g.setFill(colours.surface());
    g.fillRoundRect(MARGIN, top, width, height, 6, 6);
    g.setStroke(colours.grid());
    g.setLineWidth(1);
    g.strokeRoundRect(MARGIN, top, width, height, 6, 6);
    Stop[] stops = new Stop[STOPS];
    for (int i = 0; i < STOPS; i++) {
      double place = (double) i / (STOPS - 1);
      stops[i] = new Stop(place, at(place, colours));
    }
    double bar = MARGIN + leastWidth + 2 * PADDING;
    g.setFill(new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops));
    g.fillRect(bar, top + (height - BAR_HEIGHT) / 2, BAR, BAR_HEIGHT);
    g.setFill(colours.text());
    g.setFont(FONT);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(least, MARGIN + PADDING, top + height / 2);
    g.fillText(most, bar + BAR + PADDING, top + height / 2);
  }
}
