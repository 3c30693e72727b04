package org.statescope.app.export;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.statescope.app.plot.Figure;

/// One page of vectors, three quarters of a point for each pixel of the screen; text is text, in a
/// font that the file carries.
final class PdfFigure {
  private static final double POINTS_PER_PIXEL = 72.0 / 96.0;

  private PdfFigure() {}

  static void write(Figure figure, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PdfText text = PdfText.in(document);
      FigureSheet sheet = sheet(figure, document, text);
      float width = (float) sheet.width();
      float height = (float) sheet.height();
      PDPage page =
          new PDPage(
              new PDRectangle(
                  (float) (POINTS_PER_PIXEL * width), (float) (POINTS_PER_PIXEL * height)));
      document.addPage(page);
      document.getDocumentInformation().setTitle(figure.title());
      PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
      g.setFontTextDrawer(text);
      sheet.draw(g);
      g.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.transform(
            org.apache.pdfbox.util.Matrix.getScaleInstance(
                (float) POINTS_PER_PIXEL, (float) POINTS_PER_PIXEL));
        content.drawForm(g.getXFormObject());
      }
      document.save(out);
    }
  }

  private static FigureSheet sheet(Figure figure, PDDocument document, PdfText text)
      throws IOException {
    PdfBoxGraphics2D measure = new PdfBoxGraphics2D(document, 1, 1);
    measure.setFontTextDrawer(text);
    try {
      return FigureSheet.of(figure, measure);
    } finally {
      measure.dispose();
    }
  }
}
