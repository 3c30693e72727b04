package org.statescope.app.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.statescope.app.seeds.MeanInterval;
import org.statescope.app.seeds.PairedTest;
import org.statescope.app.seeds.SeedGroups;
import org.statescope.app.workspace.RunEntry;
import org.statescope.app.workspace.RunReading;

/// What groups of runs that differ in their seed only reached: means with their intervals, and the
/// groups compared seed by seed.
///
/// @param groups in the order of their first runs
/// @param rows the rows of the metric table, over seeds
/// @param comparisons every pair of groups that share at least two seeds, for each metric's best
public record SeedTable(List<Group> groups, List<Row> rows, List<PairRow> comparisons) {

  /// Runs of one configuration.
  ///
  /// @param label what tells the group apart, short
  public record Group(String label, int colour, List<RunEntry> runs) {
    public Group {
      runs = List.copyOf(runs);
    }
  }

  /// @param values one for each group; empty below two values
  public record Row(String metric, MetricTable.Point point, List<Optional<MeanInterval>> values) {}

  /// @param first label of the group that the second is subtracted from
  public record PairRow(String metric, String first, String second, PairedTest test) {}

  public SeedTable {
    groups = List.copyOf(groups);
    rows = List.copyOf(rows);
    comparisons = List.copyOf(comparisons);
  }

  /// The table of the runs that have fellows; without any it is empty.
  public static SeedTable of(List<RunEntry> runs, long step) {
    List<Group> groups =
        SeedGroups.of(runs, RunEntry::configuration).stream()
            .map(group -> new Group(label(group), group.getFirst().colour(), group))
            .toList();
    if (groups.isEmpty()) {
      return new SeedTable(List.of(), List.of(), List.of());
    }
    List<List<MetricTable.Row>> tables =
        groups.stream().map(group -> MetricTable.of(readings(group.runs()), step)).toList();
    List<Row> rows = new ArrayList<>();
    List<PairRow> pairs = new ArrayList<>();
    for (int i = 0; i < tables.getFirst().size(); i++) {
      int at = i;
      MetricTable.Row any = tables.getFirst().get(at);
      rows.add(
          new Row(
              any.metric(),
              any.point(),
              tables.stream().map(table -> interval(table.get(at).values())).toList()));
      if (any.point() == MetricTable.Point.BEST) {
        addPairs(groups, tables.stream().map(table -> table.get(at)).toList(), pairs);
      }
    }
    return new SeedTable(groups, rows, pairs);
  }

  private static void addPairs(
      List<Group> groups, List<MetricTable.Row> ofGroups, List<PairRow> pairs) {
    for (int i = 0; i < groups.size(); i++) {
      for (int k = i + 1; k < groups.size(); k++) {
        Group first = groups.get(i);
        Group second = groups.get(k);
        String metric = ofGroups.get(i).metric();
        PairedTest.of(bySeed(first, ofGroups.get(i)), bySeed(second, ofGroups.get(k)))
            .ifPresent(test -> pairs.add(new PairRow(metric, first.label(), second.label(), test)));
      }
    }
  }

  /// A value for each seed; of runs that repeat a seed, the first.
  private static Map<Long, Double> bySeed(Group group, MetricTable.Row row) {
    Map<Long, Double> values = new HashMap<>();
    for (int i = 0; i < group.runs().size(); i++) {
      long seed = group.runs().get(i).configuration().orElseThrow().seed();
      row.values().get(i).ifPresent(value -> values.putIfAbsent(seed, value));
    }
    return values;
  }

  private static Optional<MeanInterval> interval(List<OptionalDouble> values) {
    double[] known = values.stream().flatMapToDouble(OptionalDouble::stream).toArray();
    return known.length < 2 ? Optional.empty() : Optional.of(MeanInterval.of(known));
  }

  private static List<RunReading.Readable> readings(List<RunEntry> runs) {
    return runs.stream().flatMap(run -> run.readable().stream()).toList();
  }

  private static String label(List<RunEntry> group) {
    return group.getFirst().configuration().orElseThrow().preset();
  }
}
