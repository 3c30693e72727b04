package org.statescope.app.report;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.statescope.app.export.FigureSheet;

/// A report as a PDF: text is text, figures are vectors, the file carries its font.
final class PdfReport {
  private static final double TITLE_SIZE = 18;
  private static final double LARGE = 13;
  private static final double SMALL = 10;
  private static final double NOTE = 8.5;
  private static final double LEADING = 1.35;
  private static final double GAP = 8;

  /// A heading keeps at least this much of what follows it on its page.
  private static final double FOLLOWING = 60;

  private final PdfSheet sheet;

  private PdfReport(PdfSheet sheet) {
    this.sheet = sheet;
  }

  static void write(Report report, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle(report.title());
      document.getDocumentInformation().setCreator("Statescope");
      try (PdfSheet sheet = new PdfSheet(document, report.title() + " · " + report.subtitle())) {
        PdfReport pdf = new PdfReport(sheet);
        pdf.words(report.title(), TITLE_SIZE, PdfSheet.INK);
        pdf.words(report.subtitle(), NOTE, PdfSheet.FAINT);
        List<Block> blocks = report.blocks();
        for (int i = 0; i < blocks.size(); i++) {
          pdf.write(blocks.get(i), i + 1 < blocks.size() ? blocks.get(i + 1) : blocks.get(i));
        }
      }
      document.save(out);
    }
  }

  private void write(Block block, Block next) throws IOException {
    switch (block) {
      case Block.Heading heading -> {
        double size = heading.large() ? LARGE : SMALL;
        sheet.makeRoom(
            size * LEADING + 2 * GAP + (next instanceof Block.Figures f ? height(f) : FOLLOWING));
        sheet.skip(heading.large() ? 2 * GAP : GAP);
        words(heading.words(), size, PdfSheet.INK);
      }
      case Block.Note note -> words(note.words(), NOTE, PdfSheet.FAINT);
      case Block.Table table -> {
        sheet.skip(GAP / 2);
        PdfTable.write(sheet, table);
      }
      case Block.Figures figures -> figures(figures);
    }
  }

  private void words(String words, double size, Color colour) throws IOException {
    for (String line : sheet.lines(words, size, PdfSheet.INNER_WIDTH)) {
      sheet.makeRoom(size * LEADING);
      sheet.write(line, PdfSheet.MARGIN, sheet.y() + size, size, colour);
      sheet.skip(size * LEADING);
    }
  }

  private void figures(Block.Figures block) throws IOException {
    sheet.makeRoom(height(block));
    double scale = scale(block);
    double x = PdfSheet.MARGIN;
    double tallest = 0;
    for (var figure : block.figures()) {
      FigureSheet drawn = sheet.sheet(figure);
      sheet.draw(drawn, x, scale);
      x += drawn.width() * scale + GAP;
      tallest = Math.max(tallest, drawn.height() * scale);
    }
    sheet.skip(tallest + GAP / 2);
    if (!block.caption().isEmpty()) {
      words(block.caption(), NOTE, PdfSheet.FAINT);
    }
    sheet.skip(GAP);
  }

  private double height(Block.Figures block) throws IOException {
    double tallest =
        block.figures().stream()
            .mapToDouble(figure -> sheet.sheet(figure).height())
            .max()
            .orElse(0);
    double caption = sheet.lines(block.caption(), NOTE, PdfSheet.INNER_WIDTH).size();
    return tallest * scale(block) + caption * NOTE * LEADING + 2 * GAP;
  }

  private static double scale(Block.Figures block) {
    double wide = block.figures().stream().mapToDouble(figure -> figure.width()).sum();
    return Math.min(1, (PdfSheet.INNER_WIDTH - GAP * (block.figures().size() - 1)) / wide);
  }
}
