package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunJson;
import org.statescope.training.trainer.ProgramFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `statescope estimate`: what a run would take.
@Command(
    name = "estimate",
    description = "Counts the parameters and the memory of a run, and measures its speed if asked.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class EstimateCommand implements Callable<Integer> {
  private static final long MEBIBYTE = 1L << 20;

  private final ProgramFactory programs;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "RUN",
      description = "A run folder, or a file that holds a run's configuration.")
  private Path run = Path.of(".");

  @Option(names = "--measure", description = "Trains a few steps on random tokens for the speed.")
  private boolean measure;

  @Option(names = "--json", description = "Prints JSON instead.")
  private boolean json;

  EstimateCommand(ProgramFactory programs) {
    this.programs = programs;
  }

  @Override
  public Integer call() throws IOException {
    RunConfiguration configuration =
        Files.isDirectory(run)
            ? RunFolder.open(run).configuration()
            : RunJson.read(run, RunConfiguration.class);
    int threads = Devices.threads();
    RunEstimate estimate = RunEstimate.of(configuration, threads);
    if (measure) {
      estimate = estimate.measured(configuration, programs, threads);
    }
    var out = Statescope.out(spec);
    if (json) {
      out.print(RunJson.text(estimate));
    } else {
      out.printf(Locale.ROOT, "parameters  %,d%n", estimate.parameters());
      out.printf(Locale.ROOT, "memory      %,d MiB%n", estimate.memoryBytes() / MEBIBYTE);
      RunEstimate.Speed speed = estimate.speed();
      if (speed != null) {
        double seconds =
            configuration.steps() * configuration.tokensPerStep() / speed.tokensPerSecond();
        out.printf(
            Locale.ROOT,
            "speed       %,.0f tokens/s over %d steps%n",
            speed.tokensPerSecond(),
            speed.steps());
        out.printf(
            Locale.ROOT, "training    %,.0f s without validations and checkpoints%n", seconds);
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
