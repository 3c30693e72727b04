package org.statescope.app.live;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.statescope.app.compare.ConfigurationDifferences;
import org.statescope.app.seeds.SeedGroups;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.RunConfiguration;

/// What the legend says of runs: what differs between those that are shown, and nothing else. Runs
/// of different presets are told apart by the preset, runs of one preset by their entries.
final class LegendWords {
  private static final Set<String> SAID_ELSEWHERE = Set.of("name", "preset", "parentRun");
  private static final String SEED = "seed";
  private static final String NOTHING = "—";

  /// More would hide the numbers; the comparison shows all of them.
  private static final int MOST = 3;

  private final List<RunConfiguration> shown;
  private final Map<RunConfiguration, String> entries = new HashMap<>();
  private final Map<List<RunConfiguration>, ConfigurationDifferences> differences = new HashMap<>();

  /// @param runs all runs that are shown
  LegendWords(List<RunScalars> runs) {
    shown = runs.stream().flatMap(run -> run.configuration().stream()).distinct().toList();
  }

  /// Where the run differs from others, `seed 2, learningRate 0.001`; empty where it does not.
  String differences(RunScalars run) {
    return run.configuration()
        .map(
            own ->
                Stream.concat(preset(own, run.run().label()), Stream.of(entriesOf(own)))
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining(", ")))
        .orElse("");
  }

  private String entriesOf(RunConfiguration own) {
    return entries.computeIfAbsent(
        own, each -> entries(each, shown).collect(Collectors.joining(", ")));
  }

  /// What a group of seeds is called: its preset, where it differs from others of it, its seeds.
  String ofGroup(List<RunScalars> group) {
    RunConfiguration first = group.getFirst().configuration().orElseThrow();
    List<RunConfiguration> others = shown.stream().map(SeedGroups::withoutSeed).distinct().toList();
    String seeds =
        group.stream()
            .flatMap(run -> run.configuration().stream())
            .map(each -> Long.toString(each.seed()))
            .collect(Collectors.joining(", "));
    String name =
        Stream.concat(Stream.of(first.preset()), entries(SeedGroups.withoutSeed(first), others))
            .collect(Collectors.joining(", "));
    return Texts.text("live.group", name, seeds);
  }

  private Stream<String> preset(RunConfiguration own, String label) {
    boolean differs = shown.stream().anyMatch(each -> !each.preset().equals(own.preset()));
    return differs && !label.contains(own.preset()) ? Stream.of(own.preset()) : Stream.empty();
  }

  /// The entries in which runs of one preset differ, the seed first.
  private Stream<String> entries(RunConfiguration own, List<RunConfiguration> all) {
    List<RunConfiguration> fellows =
        all.stream().filter(each -> each.preset().equals(own.preset())).toList();
    int at = fellows.indexOf(own);
    return differences.computeIfAbsent(fellows, ConfigurationDifferences::of).rows().stream()
        .filter(row -> !SAID_ELSEWHERE.contains(row.key()) && !row.values().get(at).equals(NOTHING))
        .sorted(Comparator.comparing(row -> !row.key().equals(SEED)))
        .limit(MOST)
        .map(row -> shortKey(row.key()) + " " + row.values().get(at));
  }

  private static String shortKey(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
