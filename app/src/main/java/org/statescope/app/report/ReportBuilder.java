package org.statescope.app.report;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.statescope.app.about.Machine;
import org.statescope.app.background.BackgroundTasks.Progress;
import org.statescope.app.compare.ConfigurationDifferences;
import org.statescope.app.compare.MetricTable;
import org.statescope.app.compare.SeedTable;
import org.statescope.app.live.ShownCurves;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.plot.CurveSheet;
import org.statescope.app.plot.TickFormat;
import org.statescope.app.poles.PoleSheets;
import org.statescope.app.report.ReportSource.Run;
import org.statescope.app.structure.HeatSheets;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.RunProvenance;

/// Puts a comparison into blocks; reads pole snapshots, so it runs in the background.
final class ReportBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(ReportBuilder.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final double CURVES_WIDTH = 960;
  private static final double CURVES_HEIGHT = 340;
  private static final double MAP_WIDTH = 470;
  private static final double MAP_HEIGHT = 340;

  private final ReportSource source;
  private final Progress progress;
  private final List<Block> blocks = new ArrayList<>();

  private ReportBuilder(ReportSource source, Progress progress) {
    this.source = source;
    this.progress = progress;
  }

  /// @throws CancellationException where the user cancelled
  static Report build(ReportSource source, Progress progress) {
    ReportBuilder builder = new ReportBuilder(source, progress);
    builder.runs();
    builder.differences();
    builder.metrics();
    builder.seeds();
    builder.curves();
    builder.poles();
    builder.heatMaps();
    String time = TIME.format(source.at().atZone(ZoneId.systemDefault()));
    return new Report(
        Texts.text("report.title", ReportTables.count(source.runs().size())),
        Texts.text("report.subtitle", time, Machine.version(), Runtime.version().toString()),
        builder.blocks);
  }

  private void runs() {
    section("report.runs");
    blocks.add(ReportTables.runs(source.runs()));
    for (Run run : source.runs()) {
      for (String damage : run.reading().damages()) {
        blocks.add(new Block.Note(run.name() + ": " + damage));
      }
    }
    blocks.add(new Block.Note(Texts.text("report.versions", versions())));
  }

  /// What the trainers said of themselves; each component with every version that trained a run.
  private String versions() {
    TreeMap<String, TreeSet<String>> versions = new TreeMap<>();
    for (Run run : source.runs()) {
      RunProvenance provenance = run.reading().manifest().provenance();
      if (provenance != null) {
        provenance
            .versions()
            .forEach((name, v) -> versions.computeIfAbsent(name, k -> new TreeSet<>()).add(v));
      }
    }
    return versions.isEmpty()
        ? Texts.text("report.versions.none")
        : versions.entrySet().stream()
            .map(each -> each.getKey() + " " + String.join(" / ", each.getValue()))
            .collect(Collectors.joining(", "));
  }

  private void differences() {
    section("compare.differences");
    ConfigurationDifferences differences = source.comparison().differences();
    blocks.add(new Block.Note(Texts.text("compare.equal", differences.equal())));
    if (!differences.rows().isEmpty()) {
      blocks.add(ReportTables.differences(differences, source.runs()));
    }
  }

  private void metrics() {
    section("compare.metrics");
    List<MetricTable.Row> metrics = source.comparison().metrics();
    blocks.add(ReportTables.metrics(metrics, source.runs(), source.comparison().step()));
    if (metrics.stream().anyMatch(row -> row.values().stream().anyMatch(v -> v.isEmpty()))) {
      blocks.add(new Block.Note(Texts.text("report.missing")));
    }
  }

  private void seeds() {
    SeedTable seeds = source.comparison().seeds();
    if (seeds.groups().isEmpty()) {
      return;
    }
    section("compare.seeds");
    blocks.add(new Block.Note(Texts.text("compare.seeds.note")));
    blocks.add(ReportTables.seeds(seeds, source.comparison().step()));
    if (!seeds.comparisons().isEmpty()) {
      blocks.add(new Block.Heading(Texts.text("compare.paired"), false));
      blocks.add(new Block.Note(Texts.text("compare.paired.note")));
      blocks.add(ReportTables.paired(seeds));
    }
  }

  private void curves() {
    section("compare.curves");
    for (ShownCurves shown : source.curves()) {
      step(0.05, shown.title());
      CurveSheet.of(
              shown.title(),
              shown.curves(),
              shown.bands(),
              shown.xLabel(),
              shown.logarithmic(),
              CURVES_WIDTH,
              CURVES_HEIGHT)
          .ifPresentOrElse(
              sheet -> blocks.add(new Block.Figures(List.of(sheet.figure()), words(shown, sheet))),
              () -> blocks.add(new Block.Note(Texts.text("report.noCurve", shown.title()))));
    }
    long colours = source.runs().stream().map(run -> colour(run)).distinct().count();
    if (colours < source.runs().size()) {
      blocks.add(new Block.Note(Texts.text("report.colours", ChartColours.LIGHT.series().size())));
    }
  }

  private static int colour(Run run) {
    return Math.floorMod(run.shown().colour(), ChartColours.LIGHT.series().size());
  }

  private static String words(ShownCurves shown, CurveSheet sheet) {
    List<String> words = new ArrayList<>();
    if (shown.smoothing() > 0) {
      words.add(Texts.text("report.smoothed", TickFormat.text(shown.smoothing())));
    }
    words.add(
        sheet.pointsPerPixel() > 1
            ? Texts.text("report.thinned", TickFormat.text(Math.ceil(sheet.pointsPerPixel())))
            : Texts.text("report.whole"));
    return String.join(" ", words);
  }

  private void poles() {
    section("compare.poles");
    long step = source.comparison().step();
    blocks.add(new Block.Note(Texts.text("report.poles.note", ReportTables.count(step))));
    for (int i = 0; i < source.runs().size(); i++) {
      Run run = source.runs().get(i);
      step(0.1 + 0.3 * i / source.runs().size(), Texts.text("report.task.poles", run.name()));
      maps(run, step);
    }
  }

  /// A run whose snapshots do not read is said to have none: the others are worth their report.
  private void maps(Run run, long step) {
    try {
      PoleSheets sheets =
          PoleSheets.read(
              source.snapshots().of(run.shown().folder()),
              run.shown(),
              step,
              MAP_WIDTH,
              MAP_HEIGHT);
      if (sheets.step().isEmpty()) {
        blocks.add(new Block.Note(Texts.text("poles.title.none", run.name())));
        return;
      }
      String at = ReportTables.count(sheets.step().getAsLong());
      blocks.add(new Block.Heading(Texts.text("report.poles.run", run.name(), at), false));
      blocks.add(new Block.Figures(sheets.figures(), String.join(" ", sheets.notes())));
    } catch (IOException e) {
      LOG.warn("Pole snapshots of {} could not be read", run.shown().folder(), e);
      blocks.add(
          new Block.Note(
              Texts.text("report.poles.failed", run.name(), String.valueOf(e.getMessage()))));
    }
  }

  /// For each quantity, maps stand beside one another in pairs below the one scale that is theirs
  /// all.
  private void heatMaps() {
    if (source.heatMaps().isEmpty()) {
      return;
    }
    section("compare.maps");
    HeatSheets sheets =
        source
            .heatMaps()
            .read(
                source.runs().stream().map(Run::shown).toList(),
                source.comparison().step(),
                part(0.4, 0.3),
                MAP_WIDTH);
    if (!sheets.quantities().isEmpty()) {
      blocks.add(new Block.Note(Texts.text("report.maps.note")));
    }
    for (HeatSheets.OfQuantity each : sheets.quantities()) {
      blocks.add(new Block.Heading(each.title(), false));
      blocks.add(new Block.Figures(List.of(each.scale()), ""));
      for (int i = 0; i < each.maps().size(); i += 2) {
        blocks.add(
            new Block.Figures(each.maps().subList(i, Math.min(i + 2, each.maps().size())), ""));
      }
    }
    sheets.notes().forEach(note -> blocks.add(new Block.Note(note)));
  }

  /// Progress within a part of the whole.
  private Progress part(double from, double share) {
    return new Progress() {
      @Override
      public void report(double fraction, String message) {
        progress.report(from + share * fraction, message);
      }

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  private void section(String key) {
    blocks.add(new Block.Heading(Texts.text(key), true));
  }

  private void step(double fraction, String message) {
    if (progress.isCancelled()) {
      throw new CancellationException();
    }
    progress.report(fraction, message);
  }
}
