package org.statescope.app.export;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.plot.Figure;
import org.statescope.app.plot.FigurePlot;
import org.statescope.app.plot.FigureTable;
import org.statescope.app.texts.Texts;

/// Writes plots to files that the user names: the figure is taken on the JavaFX thread, drawn and
/// written elsewhere. Remembers the folder of the last file.
public final class PlotExport {
  private static final Logger LOG = LoggerFactory.getLogger(PlotExport.class);

  private final BackgroundTasks tasks;
  private final FileChoice choice;
  private final Consumer<String> notice;
  private Optional<Path> folder;

  /// @param folder of the last file of the session before
  /// @param notice shows a sentence to the user
  public PlotExport(
      BackgroundTasks tasks, FileChoice choice, Optional<Path> folder, Consumer<String> notice) {
    this.tasks = tasks;
    this.choice = choice;
    this.folder = folder;
    this.notice = notice;
  }

  /// The folder of the last file.
  public Optional<Path> folder() {
    return folder;
  }

  /// Asks for a file and writes the plot as it is now.
  public void export(FigurePlot plot, FigureFormat format) {
    if (!plot.isDrawn()) {
      notice.accept(Texts.text("export.nothing"));
      return;
    }
    Figure figure = plot.figure();
    choice
        .ask(format, folder, name(figure.title()) + "." + format.extension())
        .map(file -> withExtension(file, format))
        .ifPresent(file -> write(file, out -> format.write(figure, out)));
  }

  /// Asks for a file and writes a table as CSV.
  ///
  /// @param title what the table shows
  public void exportTable(String title, FigureTable table) {
    choice
        .ask(FigureFormat.CSV, folder, name(title) + "." + FigureFormat.CSV.extension())
        .map(file -> withExtension(file, FigureFormat.CSV))
        .ifPresent(file -> write(file, out -> CsvFigure.write(table, out)));
  }

  private void write(Path file, WholeFile.Content content) {
    folder = Optional.ofNullable(file.toAbsolutePath().getParent());
    tasks.run(
        Texts.text("export.task", file.getFileName()),
        progress -> {
          WholeFile.write(file, content);
          return file;
        },
        written -> LOG.info("Wrote {}", written),
        failure -> notice.accept(sentence(file, failure)));
  }

  private static String sentence(Path file, Throwable failure) {
    Optional<Path> parent = Optional.ofNullable(file.toAbsolutePath().getParent());
    return switch (failure) {
      case NoSuchFileException absent ->
          Texts.text("export.noFolder", parent.map(Path::toString).orElse("/"));
      case AccessDeniedException denied ->
          Texts.text("export.forbidden", parent.map(Path::toString).orElse("/"));
      case IOException other ->
          Texts.text("export.failed", file, String.valueOf(other.getMessage()));
      default -> Texts.text("export.failed", file, failure);
    };
  }

  /// What the user typed without an ending gets one: the system's dialog does not on all systems.
  private static Path withExtension(Path file, FigureFormat format) {
    String name = file.getFileName().toString();
    String ending = "." + format.extension();
    return name.toLowerCase(java.util.Locale.ROOT).endsWith(ending)
        ? file
        : file.resolveSibling(name + ending);
  }

  /// The words of a title that say what it is, as a file name: what stands before the first comma.
  static String name(String title) {
    String first = title.split("[,:(]", 2)[0];
    String plain = first.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    String trimmed = plain.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "plot" : trimmed;
  }
}
