package org.statescope.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.statescope.app.plot.Figure;

/// What a plot can be written as.
public enum FigureFormat implements FileFormat {
  PNG(PngFigure::write),
  SVG(SvgFigure::write),
  PDF(PdfFigure::write),
  CSV(CsvFigure::write);

  private interface Writer {
    void write(Figure figure, OutputStream out) throws IOException;
  }

  private final Writer writer;

  FigureFormat(Writer writer) {
    this.writer = writer;
  }

  @Override
  public String words() {
    return name();
  }

  @Override
  public String titleKey() {
    return "export.title";
  }

  @Override
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Writes the figure; the stream stays open.
  public void write(Figure figure, OutputStream out) throws IOException {
    writer.write(figure, out);
  }
}
