package org.statescope.training.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.statescope.training.gpu.GpuDevice;
import org.statescope.training.gpu.GpuDevices;
import org.statescope.training.run.RunJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `statescope devices`: where a run can train here, and why not elsewhere.
@Command(
    name = "devices",
    description = "Lists the devices a run can train on, and why others cannot be used.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class DevicesCommand implements Callable<Integer> {
  private static final double GIBIBYTE = 1L << 30;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  @Override
  public Integer call() {
    if (json) {
      Statescope.out(spec).print(RunJson.text(DeviceFacts.all()));
      Statescope.out(spec).flush();
      return ExitCode.OK;
    }
    TextTable table = new TextTable("device", "memory", "what it is");
    table.row(Devices.CPU, "", DeviceName.ofProcessor());
    for (GpuDevice device : GpuDevices.all()) {
      switch (device) {
        case GpuDevice.Usable usable ->
            table.row(
                usable.name(),
                String.format(Locale.ROOT, "%.1f GiB", usable.memory() / GIBIBYTE),
                "%s; %s".formatted(usable.description(), usable.sensors().read().sentence()));
        case GpuDevice.Unusable unusable ->
            table.row(
                unusable.name(),
                "",
                "not usable: %s %s".formatted(unusable.reason(), unusable.remedy()));
      }
    }
    table.print(Statescope.out(spec));
    return ExitCode.OK;
  }
}
