package org.statescope.training.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.statescope.analysis.checkpoint.family.ModelFamily;
import org.statescope.analysis.checkpoint.family.Recognition;
import org.statescope.analysis.checkpoint.family.SkippedBlocks;
import org.statescope.analysis.checkpoint.inspect.Inspection;
import org.statescope.analysis.checkpoint.inspect.LayerPoles;
import org.statescope.analysis.checkpoint.inspect.Spread;
import org.statescope.analysis.network.CensusSummary;

/// An inspection of a checkpoint for people.
final class InspectionText {
  private final PrintWriter out;

  InspectionText(PrintWriter out) {
    this.out = out;
  }

  void print(Inspection inspection) {
    line(
        "%s: %s, %d tensors, %,d numbers",
        inspection.path(), inspection.format(), inspection.tensors(), inspection.elements());
    switch (inspection.recognition()) {
      case Recognition.Network network -> network(inspection, network);
      case Recognition.AlongText(ModelFamily family, int layers, SkippedBlocks skipped) -> {
        family(family, layers, skipped);
      }
      case Recognition.Unknown(List<String> found, List<String> missed) -> unknown(found, missed);
    }
    out.flush();
  }

  private void network(Inspection inspection, Recognition.Network network) {
    family(network.family(), network.steps().size(), network.skipped());
    network.remarks().forEach(out::println);
    out.println();
    TextTable table =
        new TextTable(
            "layer",
            "systems",
            "order",
            "Re λ from",
            "to",
            "|Im λ| to",
            "unstable",
            "Δ smallest",
            "median",
            "largest",
            "memory in tokens",
            "median",
            "largest");
    for (LayerPoles layer : inspection.layers()) {
      table.row(
          layer.name(),
          String.valueOf(layer.systems()),
          String.valueOf(layer.order()),
          number(layer.smallestReal()),
          number(layer.largestReal()),
          number(layer.largestImaginary()),
          String.valueOf(layer.unstable()),
          number(layer.steps().smallest()),
          number(layer.steps().median()),
          number(layer.steps().largest()),
          number(layer.memory().smallest()),
          number(layer.memory().median()),
          number(layer.memory().largest()));
    }
    table.print(out);
    if (inspection.layers().stream().map(LayerPoles::steps).noneMatch(Spread::isKnown)) {
      line("The checkpoint has no bias of the steps, so Δ and the memory are not known.");
    }
    inspection.census().ifPresent(census -> census(census, inspection));
  }

  private void family(ModelFamily family, int layers, SkippedBlocks skipped) {
    line("%s, %d state-space layers", family.label(), layers);
    if (skipped.attention() + skipped.feedForward() > 0) {
      line(
          "Not state-space and skipped: %d attention blocks, %d feed-forward blocks",
          skipped.attention(), skipped.feedForward());
    }
    if (skipped.withExperts() > 0) {
      line("%d blocks choose among up to %d experts", skipped.withExperts(), skipped.mostExperts());
    }
    line("%s", family.meaningOfPole());
  }

  private void unknown(List<String> found, List<String> missed) {
    line("No family of models that is known here.");
    line(
        "Found: %s",
        found.isEmpty() ? "nothing that looks like a state space" : String.join(", ", found));
    missed.forEach(out::println);
  }

  private void census(CensusSummary census, Inspection inspection) {
    out.println();
    if (inspection.isSampled()) {
      line(
          "Of %,d systems, which have no closed forms, an even share is asked; --every-system asks"
              + " all.",
          inspection.systems());
    }
    line("Census of %,d systems with %,d states", census.systems(), census.states());
    line(
        "  stable %,d; the smallest margin is %s",
        census.stable(), number(census.smallestMargin()));
    line(
        "  controllable %,d, uncontrollable %,d, undecidable %,d",
        census.controllable(),
        census.uncontrollable(),
        census.systems() - census.controllable() - census.uncontrollable());
    line(
        "  observable %,d, unobservable %,d, undecidable %,d",
        census.observable(),
        census.unobservable(),
        census.systems() - census.observable() - census.unobservable());
    line(
        "  states below %s of their system's largest Hankel singular value: %,d",
        number(Inspection.NEGLIGIBLE), census.negligibleStates());
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return String.format(Locale.ROOT, "%.4g", value + 0.0);
  }
}
