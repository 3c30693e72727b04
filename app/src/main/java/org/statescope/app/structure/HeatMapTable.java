package org.statescope.app.structure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// The heat maps as comma-separated values: a line for each system, a column for each quantity.
/// Numbers are written so that reading gives them back bit for bit; what does not exist is empty,
/// what is beyond any number is `inf`.
final class HeatMapTable {
  private static final List<String> HEAD =
      List.of(
          "run",
          "step",
          "layer",
          "system",
          "channels",
          "stable",
          "controllable",
          "observable",
          "near_cancelled_states",
          "controllability_distance",
          "observability_distance",
          "controllability_gramian_condition",
          "observability_gramian_condition",
          "hankel_ratio",
          "stability_margin");

  private HeatMapTable() {}

  static void write(Path file, List<RunCensus> runs, double tolerance) throws IOException {
    Files.write(file, lines(runs, tolerance));
  }

  static List<String> lines(List<RunCensus> runs, double tolerance) {
    List<String> lines = new ArrayList<>(List.of(String.join(",", HEAD)));
    for (RunCensus run : runs) {
      for (int layer = 0; layer < run.layers().size(); layer++) {
        LayerCensus census = run.layers().get(layer);
        int row = layer;
        census.known().forEach(system -> lines.add(line(run, row, system, tolerance)));
      }
    }
    return lines;
  }

  private static String line(RunCensus run, int layer, int system, double tolerance) {
    LayerCensus census = run.layers().get(layer);
    SystemCensus facts = census.system(system).orElseThrow();
    Stream<String> place =
        Stream.of(
            quoted(run.run().label()),
            run.snapshot().map(DynamicsSnapshot::step).map(String::valueOf).orElse(""),
            Integer.toString(layer),
            Integer.toString(system),
            Integer.toString(census.channelsOfSystem()),
            facts.isStable() ? "yes" : "no",
            StructureWords.answer(facts.controllable()),
            StructureWords.answer(facts.observable()),
            facts.isStable() ? Integer.toString(facts.negligibleStates(tolerance)) : "");
    Stream<String> values = Stream.of(Quantity.values()).map(quantity -> number(quantity, facts));
    return Stream.concat(place, values).collect(Collectors.joining(","));
  }

  private static String number(Quantity quantity, SystemCensus facts) {
    if (quantity != Quantity.STABILITY && quantity.isBroken(facts)) {
      return "";
    }
    double value = quantity.of(facts);
    return Double.isInfinite(value) ? "inf" : Double.toString(value);
  }

  private static String quoted(String words) {
    return "\"" + words.replace("\"", "\"\"") + "\"";
  }
}
