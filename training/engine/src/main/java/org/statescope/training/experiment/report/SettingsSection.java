package org.statescope.training.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.statescope.training.experiment.ExperimentManifest;
import org.statescope.training.experiment.Machine;
import org.statescope.training.experiment.Variant;
import org.statescope.training.experiment.evidence.ExperimentResults;
import org.statescope.training.experiment.report.Html.Cell;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.OptimizerConfiguration;
import org.statescope.training.run.RunConfiguration;

/// What was equal for all variants, what each had of its own, and where it ran.
final class SettingsSection {
  private final ExperimentManifest manifest;
  private final Html html;

  SettingsSection(ExperimentResults results, Html html) {
    manifest = results.manifest();
    this.html = html;
  }

  void write() {
    html.section("settings", "Settings");
    RunConfiguration run = manifest.plan().baseline().configuration();
    html.paragraph(
        "Equal for all: %s steps of %d sequences of %d tokens from %s, validated every %d steps on %d batches that no run learns from; seeds %s."
            .formatted(
                Numbers.count(run.steps()),
                run.batch(),
                run.length(),
                run.text().label(),
                run.evaluateEvery(),
                run.evaluationBatches(),
                manifest.plan().seeds().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "))));
    List<List<Cell>> rows = new ArrayList<>();
    for (Variant variant : manifest.plan().variants()) {
      rows.add(row(variant));
    }
    html.table(
        List.of(
            Cell.words("variant"),
            Cell.words("preset"),
            Cell.number("width"),
            Cell.number("layers"),
            Cell.number("order"),
            Cell.words("discretisation"),
            Cell.number("learning rate"),
            Cell.number("warm-up steps")),
        rows);
    Machine machine = manifest.machine();
    html.paragraph(
        "Machine: %s, %d processors, %d threads per run, %s."
            .formatted(
                machine.processor(),
                machine.processors(),
                machine.threads(),
                machine.operatingSystem()));
    html.paragraph(
        "Versions: %s."
            .formatted(
                manifest.versions().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "))));
    html.note(
        "experiment.json holds all settings; each run folder under runs/ opens in the lab and in"
            + " TensorBoard.");
  }

  private static List<Cell> row(Variant variant) {
    ModelConfiguration model = variant.configuration().model();
    OptimizerConfiguration optimizer = variant.configuration().optimizer();
    return List.of(
        Cell.name(variant.name()),
        Cell.words(variant.configuration().preset()),
        Cell.number(Numbers.count(model.modelWidth())),
        Cell.number(Numbers.count(model.layers())),
        Cell.number(Numbers.count(model.order())),
        Cell.words(model.discretisation().label()),
        Cell.number(Double.toString(optimizer.learningRate())),
        Cell.number(Numbers.count(optimizer.warmupSteps())));
  }
}
