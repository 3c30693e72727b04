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

/// Writes plots and systems to files that the user names: a figure is taken on the JavaFX thread,
/// drawn and written elsewhere. Remembers the folder of the last file.
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
    ask(
        format,
        name(figure.title()),
        file -> WholeFile.write(file, out -> format.write(figure, out)));
  }

  /// Asks for a file and writes a system.
  public void export(NamedSystem system, SystemFormat format) {
    ask(format, name(system.name()), file -> format.write(system, file));
  }

  /// Asks for a file and writes a table as CSV.
  ///
  /// @param title what the table shows
  public void exportTable(String title, FigureTable table) {
    ask(
        FigureFormat.CSV,
        name(title),
        file -> WholeFile.write(file, out -> CsvFigure.write(table, out)));
  }

  private interface Content {
    void write(Path file) throws IOException;
  }

  private void ask(FileFormat format, String name, Content content) {
    choice
        .ask(format, folder, name + "." + format.extension())
        .map(file -> withExtension(file, format))
        .ifPresent(file -> write(content, file));
  }

  private void write(Content content, Path file) {
    folder = Optional.ofNullable(file.toAbsolutePath().getParent());
    tasks.run(
        Texts.text("export.task", file.getFileName()),
        progress -> {
          content.write(file);
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
      case IllegalArgumentException noSystem ->
          Texts.text("export.system.failed", String.valueOf(noSystem.getMessage()));
      default -> Texts.text("export.failed", file, failure);
    };
  }

  /// What the user typed without an ending gets one: the system's dialog does not on all systems.
  private static Path withExtension(Path file, FileFormat format) {
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
