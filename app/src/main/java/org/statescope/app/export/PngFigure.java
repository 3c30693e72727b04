package org.statescope.app.export;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import org.statescope.app.plot.Figure;

/// A picture with two pixels for each of the screen's, sharp enough for a printed page.
final class PngFigure {
  static final int SCALE = 2;

  private PngFigure() {}

  static void write(Figure figure, OutputStream out) throws IOException {
    FigureSheet sheet = FigureSheet.of(figure, graphics(new BufferedImage(1, 1, imageType())));
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(SCALE * sheet.width()),
            (int) Math.ceil(SCALE * sheet.height()),
            imageType());
    Graphics2D g = graphics(image);
    g.scale(SCALE, SCALE);
    sheet.draw(g);
    g.dispose();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this Java writes no PNG");
    }
  }

  private static int imageType() {
    return BufferedImage.TYPE_INT_RGB;
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return g;
  }
}
