package org.statescope.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.statescope.app.compare.ConfigurationDifferences;
import org.statescope.app.compare.MetricTable;
import org.statescope.app.compare.SeedTable;
import org.statescope.app.compare.SeedWords;
import org.statescope.app.report.ReportSource.Run;
import org.statescope.app.runs.RunWords;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.RunProvenance;
import org.statescope.training.run.RunStatus;

/// The tables of a report.
final class ReportTables {
  private static final String ABSENT = "—";
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private ReportTables() {}

  static Block.Table runs(List<Run> runs) {
    List<String> head =
        Stream.of("name", "preset", "state", "steps", "device", "seed", "tokens", "duration")
            .map(column -> Texts.text("report.runs." + column))
            .toList();
    return new Block.Table(head, runs.stream().map(ReportTables::row).toList(), false);
  }

  private static List<String> row(Run run) {
    RunStatus status = run.reading().status();
    RunProvenance provenance = run.reading().manifest().provenance();
    long tokens = status.lastStep() * run.reading().manifest().configuration().tokensPerStep();
    return List.of(
        run.name(),
        run.reading().manifest().configuration().preset(),
        RunWords.state(run.reading()),
        RunWords.steps(status),
        provenance == null ? status.device() : status.device() + ", " + provenance.deviceName(),
        Long.toString(run.reading().manifest().configuration().seed()),
        count(tokens),
        duration(run.seconds()));
  }

  static Block.Table differences(ConfigurationDifferences differences, List<Run> runs) {
    return new Block.Table(
        head(Texts.text("report.entry"), runs),
        differences.rows().stream().map(row -> cells(row.key(), row.values())).toList(),
        false);
  }

  static Block.Table metrics(List<MetricTable.Row> metrics, List<Run> runs, long step) {
    List<List<String>> rows = new ArrayList<>();
    for (MetricTable.Row metric : metrics) {
      if (metric.point() == MetricTable.Point.LAST) {
        rows.add(List.of(metric.metric()));
      }
      rows.add(
          cells(
              MetricTable.words(metric.point(), step),
              metric.values().stream().map(MetricTable::words).toList()));
    }
    return new Block.Table(head(Texts.text("report.metric"), runs), rows, true);
  }

  static Block.Table seeds(SeedTable seeds, long step) {
    List<List<String>> rows = new ArrayList<>();
    for (SeedTable.Row row : seeds.rows()) {
      if (row.point() == MetricTable.Point.LAST) {
        rows.add(List.of(row.metric()));
      }
      rows.add(
          cells(
              MetricTable.words(row.point(), step),
              row.values().stream().map(SeedWords::interval).toList()));
    }
    List<String> groups =
        seeds.groups().stream()
            .map(group -> Texts.text("compare.seeds.group", group.label(), group.runs().size()))
            .toList();
    return new Block.Table(cells(Texts.text("report.metric"), groups), rows, true);
  }

  static Block.Table paired(SeedTable seeds) {
    List<List<String>> rows = new ArrayList<>();
    for (SeedTable.PairRow pair : seeds.comparisons()) {
      rows.add(
          List.of(
              pair.metric() + ": " + Texts.text("compare.paired.who", pair.first(), pair.second()),
              SeedWords.interval(java.util.Optional.of(pair.test().difference())),
              SeedWords.probability(pair.test())));
    }
    return new Block.Table(
        List.of(
            Texts.text("report.paired.who"),
            Texts.text("report.paired.difference"),
            Texts.text("report.paired.p")),
        rows,
        true);
  }

  private static List<String> head(String first, List<Run> runs) {
    return cells(first, runs.stream().map(Run::name).toList());
  }

  private static List<String> cells(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `2 h 05 min`, `3 min 20 s`, `12 s`; a dash where nothing was measured.
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole <= 0) {
      return ABSENT;
    }
    if (whole >= HOUR) {
      return Texts.text("report.hours", whole / HOUR, two(whole % HOUR / MINUTE));
    }
    return whole >= MINUTE
        ? Texts.text("report.minutes", whole / MINUTE, two(whole % MINUTE))
        : Texts.text("report.seconds", whole);
  }

  private static String two(long number) {
    return String.format(Locale.ROOT, "%02d", number);
  }
}
