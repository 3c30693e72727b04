package org.statescope.training.experiment.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.statescope.training.experiment.evidence.ExperimentResults;
import org.statescope.training.run.DurableFiles;

/// Writes an experiment's report: `report.html`, the CSV files, and each figure as a file of its
/// own in `figures/`. Each file is replaced as a whole, so an older report stays readable.
public final class ReportFolder {
  private static final String PAGE = "report.html";
  private static final String FIGURES = "figures";

  private ReportFolder() {}

  /// Writes the whole report and returns the page's path.
  public static Path write(Path folder, ExperimentResults results) throws IOException {
    Files.createDirectories(folder.resolve(FIGURES));
    for (Tables.Table table : Tables.all()) {
      write(folder.resolve(table.fileName()), table, results);
    }
    for (Figures.NamedFigure figure : Figures.of(results, Palette.print())) {
      DurableFiles.write(
          folder.resolve(FIGURES).resolve(figure.fileName()), figure.svg().toString());
    }
    Path page = folder.resolve(PAGE);
    List<Figures.NamedFigure> figures = Figures.of(results, Palette.page());
    DurableFiles.write(page, new ReportPage(results, figures).text());
    return page;
  }

  /// A table may be longer than memory, so it goes to its file row by row.
  private static void write(Path file, Tables.Table table, ExperimentResults results)
      throws IOException {
    Path aside = file.resolveSibling(".aside-" + file.getFileName());
    try {
      try (Writer out = Files.newBufferedWriter(aside)) {
        table.rows().write(results, out);
      }
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
