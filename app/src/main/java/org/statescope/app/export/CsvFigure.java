package org.statescope.app.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.statescope.app.plot.Figure;
import org.statescope.app.plot.FigureTable;

/// The numbers of a figure as RFC 4180 writes them: UTF-8, commas, CRLF, a header.
final class CsvFigure {
  private CsvFigure() {}

  static void write(Figure figure, OutputStream out) throws IOException {
    write(figure.numbers(), out);
  }

  static void write(FigureTable table, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      line(writer, table.header());
      table.rows(row -> line(writer, row));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    writer.flush();
  }

  private static void line(Writer writer, List<String> cells) {
    try {
      for (int i = 0; i < cells.size(); i++) {
        writer.write(i == 0 ? "" : ",");
        writer.write(quoted(cells.get(i)));
      }
      writer.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
