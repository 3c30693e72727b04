package org.statescope.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGUnits;
import org.jfree.svg.ViewBox;
import org.statescope.app.plot.Figure;

/// Vectors and text, one user unit for each pixel of the screen.
final class SvgFigure {
  private static final String HEADER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private SvgFigure() {}

  static void write(Figure figure, OutputStream out) throws IOException {
    FigureSheet sheet = FigureSheet.of(figure, new SVGGraphics2D(1, 1));
    SVGGraphics2D g = new SVGGraphics2D(sheet.width(), sheet.height(), SVGUnits.PX);
    g.setFontFunction(family -> "sans-serif");
    sheet.draw(g);
    ViewBox box =
        new ViewBox(0, 0, (int) Math.ceil(sheet.width()), (int) Math.ceil(sheet.height()));
    String element = g.getSVGElement(null, true, box, null, null);
    out.write((HEADER + element).getBytes(StandardCharsets.UTF_8));
  }
}
