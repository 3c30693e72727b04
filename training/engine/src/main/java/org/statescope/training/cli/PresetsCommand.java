package org.statescope.training.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `statescope presets`: the configurations a run can start from.
@Command(
    name = "presets",
    description = "Lists the presets with their sizes.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class PresetsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    TextTable table =
        new TextTable(
            "preset",
            "parameters",
            "structure",
            "width",
            "layers",
            "order",
            "batch",
            "length",
            "steps",
            "rate");
    for (String name : Presets.names()) {
      RunConfiguration run = Presets.get(name);
      ModelConfiguration model = run.model();
      table.row(
          name,
          String.format(Locale.ROOT, "%,d", model.parameterCount()),
          model.structure().label(),
          Integer.toString(model.modelWidth()),
          Integer.toString(model.layers()),
          Integer.toString(model.order()),
          Integer.toString(run.batch()),
          Integer.toString(run.length()),
          Long.toString(run.steps()),
          Double.toString(run.optimizer().learningRate()));
    }
    table.print(Statescope.out(spec));
    return ExitCode.OK;
  }
}
