package org.statescope.training.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.RunFolder;
import org.statescope.training.trainer.ProgramFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `statescope resume`: goes on with a run from its last checkpoint, or begins a queued one.
@Command(
    name = "resume",
    description =
        "Goes on with a run, bit for bit, from its last checkpoint; begins it if it is queued.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildFacts.class)
final class ResumeCommand implements Callable<Integer> {
  private final ProgramFactory programs;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUN_FOLDER", description = "The folder that holds the run's run.json.")
  private Path folder = Path.of("");

  @Option(
      names = "--steps",
      paramLabel = "STEPS",
      description = "Another number of updates for the whole run; the cosine then ends there.")
  private @Nullable Long steps;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "Another device to go on with, such as cpu or cuda:0; the losses then agree to rounding.")
  private @Nullable String device;

  @Option(
      names = "--precision",
      paramLabel = "float32|tf32|bf16",
      description = "Another precision of matrix products, such as float32 to go on with cpu.")
  private @Nullable String precision;

  ResumeCommand(ProgramFactory programs) {
    this.programs = programs;
  }

  @Override
  public Integer call() throws IOException {
    return resume(folder, new RunChanges(steps, device, precision), programs, spec);
  }

  static int resume(Path folder, RunChanges changes, ProgramFactory programs, CommandSpec spec)
      throws IOException {
    RunFolder run = RunFolder.open(folder);
    return new TrainingSession(run, programs, Statescope.out(spec), spec.commandLine().getErr())
        .run(null, changes.known());
  }
}
