package org.statescope.app.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.checkpoint.Snapshots;
import org.statescope.app.compare.CompareModel;
import org.statescope.app.export.WholeFile;
import org.statescope.app.live.LiveModel;
import org.statescope.app.structure.HeatSheets;
import org.statescope.app.structure.StructureModel;
import org.statescope.app.texts.Texts;

/// Writes the comparison as a page of HTML, and as a PDF beside it: what the page shows is taken on
/// the JavaFX thread, drawn and written elsewhere. Both files appear whole or neither does.
public final class ReportDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ReportDesk.class);
  private static final String HTML = ".html";
  private static final String PDF = ".pdf";

  private final CompareModel compare;
  private final LiveModel live;
  private final Snapshots.Source snapshots;
  private final StructureModel structure;
  private final BackgroundTasks tasks;
  private final ReportChoice choice;
  private final Consumer<String> notice;
  private final Consumer<String> done;
  private final ReportQuantities quantities = new ReportQuantities();
  private Optional<Path> folder = Optional.empty();

  /// @param snapshots where the poles of the runs are found
  /// @param structure what the heat maps show
  /// @param notice tells the user what went wrong
  /// @param done tells the user what has been done
  public ReportDesk(
      CompareModel compare,
      LiveModel live,
      Snapshots.Source snapshots,
      StructureModel structure,
      BackgroundTasks tasks,
      ReportChoice choice,
      Consumer<String> notice,
      Consumer<String> done) {
    this.compare = compare;
    this.live = live;
    this.snapshots = snapshots;
    this.structure = structure;
    this.tasks = tasks;
    this.choice = choice;
    this.notice = notice;
    this.done = done;
  }

  /// Asks for a file and writes the comparison as it is now.
  public void ask() {
    CompareModel.Comparison comparison = compare.now();
    if (comparison.runs().isEmpty()) {
      notice.accept(Texts.text("report.nothing"));
      return;
    }
    choice
        .ask(folder, Texts.text("report.file") + HTML)
        .map(ReportDesk::withExtension)
        .ifPresent(file -> write(ReportSource.of(comparison, live, snapshots, sheets()), file));
  }

  private HeatSheets.Source sheets() {
    return structure.sheets(quantities.with(structure.quantityProperty().get()));
  }

  /// The quantities whose heat maps go into the report.
  public ReportQuantities quantities() {
    return quantities;
  }

  private void write(ReportSource source, Path html) {
    folder = Optional.ofNullable(html.toAbsolutePath().getParent());
    Path pdf = beside(html);
    tasks.run(
        Texts.text("export.task", html.getFileName()),
        progress -> {
          write(ReportBuilder.build(source, progress), html, pdf, progress);
          return html;
        },
        written -> {
          LOG.info("Wrote {} and {}", html, pdf);
          done.accept(Texts.text("report.written", html, pdf.getFileName()));
        },
        failure -> notice.accept(sentence(html, failure)));
  }

  private static void write(Report report, Path html, Path pdf, BackgroundTasks.Progress progress)
      throws IOException {
    Map<Path, WholeFile.Content> files = new LinkedHashMap<>();
    files.put(
        html,
        out -> {
          report(progress, 0.7, html);
          out.write(HtmlReport.of(report).getBytes(StandardCharsets.UTF_8));
        });
    files.put(
        pdf,
        out -> {
          report(progress, 0.85, pdf);
          PdfReport.write(report, unclosed(out));
          report(progress, 1, pdf);
        });
    WholeFile.writeAll(files);
  }

  private static void report(BackgroundTasks.Progress progress, double fraction, Path file) {
    if (progress.isCancelled()) {
      throw new CancellationException();
    }
    progress.report(fraction, Texts.text("export.task", file.getFileName()));
  }

  /// PDFBox closes what it writes to, but the file is still to be fsynced.
  private static OutputStream unclosed(OutputStream out) {
    return new java.io.FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  private static String sentence(Path file, Throwable failure) {
    Path parent = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    return switch (failure) {
      case NoSuchFileException absent -> Texts.text("report.noFolder", parent);
      case AccessDeniedException denied -> Texts.text("report.forbidden", parent);
      case IOException other when !Files.isDirectory(parent) ->
          Texts.text("report.noFolder", parent);
      case IOException other ->
          Texts.text("report.failed", file, String.valueOf(other.getMessage()));
      default -> Texts.text("report.failed", file, failure);
    };
  }

  private static Path withExtension(Path file) {
    String name = file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).endsWith(HTML) ? file : file.resolveSibling(name + HTML);
  }

  private static Path beside(Path html) {
    String name = html.getFileName().toString();
    return html.resolveSibling(name.substring(0, name.length() - HTML.length()) + PDF);
  }
}
