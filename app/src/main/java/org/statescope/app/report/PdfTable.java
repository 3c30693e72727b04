package org.statescope.app.report;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A table on pages of paper: one with more columns than a page has room for becomes several with
/// the first column on each; a page that it goes on to repeats its head.
final class PdfTable {
  private static final int MOST_COLUMNS = 7;
  private static final double SIZE = 8;
  private static final double LINE = 10.5;
  private static final double PAD = 3;
  private static final double GAP = 10;
  private static final double HAIR = 1e-3;
  private static final double MOST_WIDTH = 240;

  private final PdfSheet sheet;
  private final Block.Table table;
  private final double[] widths;

  private PdfTable(PdfSheet sheet, Block.Table table) throws IOException {
    this.sheet = sheet;
    this.table = table;
    this.widths = widths();
  }

  static void write(PdfSheet sheet, Block.Table table) throws IOException {
    int columns = table.head().size() - 1;
    int parts = Math.max(1, Math.ceilDiv(columns, MOST_COLUMNS));
    int each = Math.max(1, Math.ceilDiv(columns, parts));
    for (int from = 1; from <= Math.max(1, columns); from += each) {
      int first = from;
      int end = Math.min(from + each, columns + 1);
      List<List<String>> rows =
          table.rows().stream().map(row -> row.size() == 1 ? row : part(row, first, end)).toList();
      Block.Table part = new Block.Table(part(table.head(), first, end), rows, table.numbers());
      new PdfTable(sheet, part).write();
      sheet.skip(GAP);
    }
  }

  private static List<String> part(List<String> row, int from, int end) {
    return Stream.concat(Stream.of(row.getFirst()), row.subList(from, end).stream()).toList();
  }

  /// What each column would like; where that is too much, wide columns give way first.
  private double[] widths() throws IOException {
    double[] wanted = new double[table.head().size()];
    widen(wanted, table.head());
    for (List<String> row : table.rows()) {
      if (row.size() == wanted.length) {
        widen(wanted, row);
      }
    }
    double most = MOST_WIDTH;
    while (Arrays.stream(wanted).sum() > PdfSheet.INNER_WIDTH) {
      most *= 0.95;
      double cap = most;
      wanted = Arrays.stream(wanted).map(width -> Math.min(width, cap)).toArray();
    }
    return wanted;
  }

  private void widen(double[] wanted, List<String> row) throws IOException {
    for (int column = 0; column < wanted.length; column++) {
      double width = Math.min(sheet.width(row.get(column), SIZE) + GAP, MOST_WIDTH);
      wanted[column] = Math.max(wanted[column], width);
    }
  }

  private void write() throws IOException {
    List<List<String>> head = cells(table.head());
    sheet.makeRoom(height(head) + 3 * LINE);
    row(head, PdfSheet.FAINT);
    for (List<String> words : table.rows()) {
      boolean group = words.size() < table.head().size();
      List<List<String>> row = group ? List.of(words) : cells(words);
      double room = height(row) + (group ? LINE + 2 * PAD : 0);
      if (!sheet.hasRoomFor(room)) {
        sheet.makeRoom(room);
        row(head, PdfSheet.FAINT);
      }
      row(row, group ? PdfSheet.INK : null);
    }
  }

  private List<List<String>> cells(List<String> row) throws IOException {
    List<List<String>> cells = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      // A hair more than the words: they fit the width that was made for them.
      cells.add(sheet.lines(row.get(column), SIZE, widths[column] - GAP + HAIR));
    }
    return cells;
  }

  private static double height(List<List<String>> row) {
    return LINE * row.stream().mapToInt(List::size).max().orElse(1) + 2 * PAD;
  }

  /// @param colour of all cells; none where the first is faint and the others are not
  private void row(List<List<String>> row, @org.jspecify.annotations.Nullable Color colour)
      throws IOException {
    double x = PdfSheet.MARGIN;
    for (int column = 0; column < row.size(); column++) {
      double baseline = sheet.y() + PAD + SIZE;
      boolean right = table.numbers() && column > 0;
      for (String line : row.get(column)) {
        double shift = right ? widths[column] - GAP - sheet.width(line, SIZE) : 0;
        Color plain = column == 0 ? PdfSheet.FAINT : PdfSheet.INK;
        sheet.write(line, x + shift, baseline, SIZE, colour == null ? plain : colour);
        baseline += LINE;
      }
      x += widths[column];
    }
    sheet.skip(height(row));
    sheet.line(PdfSheet.MARGIN, sheet.y(), Arrays.stream(widths).sum() - GAP);
  }
}
